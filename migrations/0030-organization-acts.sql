-- Acts on the tree of organizations: references of decisions, codes given by the system, and moving a subtree.
alter table organization_names add column reference text;
alter table organization_parents add column reference text;
alter table organizations add column founding_reason text;
alter table organizations add column dissolution_reason text;
create sequence organization_code_seq;

create index organization_names_by_org on organization_names (org_id);
create index organization_names_by_text on organization_names using gin (name gin_trgm_ops, short_name gin_trgm_ops);

comment on column audit_events.org_path is 'kept: covered by the hash of the row, so it stays as it was on the day';

-- Rewrites the paths of a subtree in every table that carries one. As owner, because row-level security would
-- silently leave behind the rows that the mover may not see; who may move what is decided before, and checked again here.
-- The tables come from the catalog, so that a new table cannot be forgotten; a column whose comment begins with
-- 'kept:' stays as written. `below` is the new path of the parent.
create function move_organization_paths(moved ltree, below ltree) returns integer
  language plpgsql security definer
as $$
declare
  target record;
  touched integer;
  total integer := 0;
begin
  if not (in_scope(moved) and in_scope(below)) then
    raise exception 'outside the scope of this act';
  end if;
  if below <@ moved then
    raise exception 'an organization cannot lie below itself';
  end if;
  for target in
    select c.oid::regclass as relation, a.attname as path_column
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace
      and c.relkind = 'r'
      and a.atttypid = 'ltree'::regtype
      and (a.attname = 'org_path' or (c.relname = 'organizations' and a.attname = 'path'))
      and coalesce(col_description(c.oid, a.attnum), '') not like 'kept:%'
    order by c.relname
  loop
    execute format(
      'update %s set %I = $2 || subpath(%I, nlevel($1) - 1) where %I <@ $1',
      target.relation, target.path_column, target.path_column, target.path_column
    ) using moved, below;
    get diagnostics touched = row_count;
    total := total + touched;
  end loop;
  return total;
end $$;

do $$
begin
  -- pg_temp last, so that nobody's temporary table stands in for one of ours.
  execute format('alter function move_organization_paths(ltree, ltree) set search_path = %I, pg_temp', current_schema());
  execute format('revoke all on function move_organization_paths(ltree, ltree) from public');
  execute format('grant execute on function move_organization_paths(ltree, ltree) to jishi_app');
end $$;
