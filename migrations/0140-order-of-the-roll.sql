-- The roll in the order of a Chinese directory: by the reading of each character with its tone, then by the character, so
-- that one surname stays together (by letters alone 陈瑞 stood between 程 and 程). Bytes decide, whatever the locale.
-- What was entered before gets its key by a nightly job; a key of nothing stands first.
alter table members add column sort_key text collate "C" not null default '';

drop index members_by_name;
drop index members_by_status;
drop index members_by_branch;
create index members_by_name on members (sort_key, id);
create index members_by_status on members (status, sort_key, id) include (org_path, kind);
create index members_by_branch on members (org_id, status, sort_key, id) include (org_path, kind);

create or replace function list_members(
  org_ids uuid[], wanted_status text, wanted_kind text,
  name_grams text[], letters text, last4 text, fingerprint bytea,
  skip integer, take integer, count_to integer
) returns table (id uuid, total integer)
  language plpgsql stable security definer
as $$
declare
  admitted uuid[] := array(select o.id from organizations o where o.id = any(org_ids) and in_scope(o.path));
  condition text := 'm.org_id = any($1)';
  counted integer;
begin
  if wanted_status is not null then condition := condition || ' and m.status = $2'; end if;
  if wanted_kind is not null then condition := condition || ' and m.kind = $3'; end if;
  if name_grams is not null then condition := condition || ' and m.grams @> $4'; end if;
  if letters is not null then condition := condition || ' and (m.pinyin like $5 or m.initials like $5)'; end if;
  if last4 is not null then condition := condition || ' and (m.id_last4 = $6 or m.mobile_last4 = $6)'; end if;
  if fingerprint is not null then condition := condition || ' and m.id_fingerprint = $7'; end if;
  execute 'select count(*) from (select from members m where ' || condition || ' limit $8) counted' into counted
    using admitted, wanted_status, wanted_kind, name_grams, letters || '%', last4, fingerprint, count_to;
  return query execute 'select m.id, $8 from members m where ' || condition || ' order by m.sort_key, m.id offset $9 limit $10'
    using admitted, wanted_status, wanted_kind, name_grams, letters || '%', last4, fingerprint, counted, skip, take;
  if not found then
    return query select null::uuid, counted;
  end if;
end $$;

do $$
begin
  execute format('alter function list_members(uuid[], text, text, text[], text, text, bytea, integer, integer, integer) '
    || 'set search_path = %I, pg_temp', current_schema());
end $$;
