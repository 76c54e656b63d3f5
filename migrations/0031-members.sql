-- Party members: the record, the dated events from which status follows, and the branch of each period.
create table members (
  id uuid primary key default uuidv7(),
  -- The branch of the latest period and its path; rewritten by the act that opens the period.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  -- Single characters and pairs of the name, for searches of two characters.
  grams text[] not null,
  sex text not null,
  birth_date date,
  birth_precision text not null default 'day',
  id_no bytea,
  id_fingerprint bytea,
  id_masked text,
  id_last4 text generated always as (right(id_masked, 4)) stored,
  mobile bytea,
  mobile_masked text,
  mobile_last4 text generated always as (right(mobile_masked, 4)) stored,
  ethnicity text,
  education text,
  occupation text,
  -- The other columns of the roster by field name; dates as YYYY-MM-DD or YYYY-MM.
  details jsonb not null default '{}',
  -- Status and kind as of now; the same acts that write events rewrite them from `member_status_as_of`.
  status text not null,
  kind text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint member_id_number_is_unique unique (id_fingerprint),
  constraint member_sex_is_known check (sex in ('male', 'female')),
  constraint member_birth_precision_is_known check (birth_precision in ('day', 'month')),
  constraint member_kind_is_known check (kind in ('full', 'probationary')),
  constraint member_status_is_known check (
    status in ('active', 'suspended', 'delisted', 'withdrawn', 'expelled', 'deceased', 'transferred_out')
  )
);
create index members_by_name on members (pinyin, id);
create index members_by_status on members (status, pinyin, id) include (org_path, kind);
create index members_by_branch on members (org_id, status, pinyin, id) include (org_path, kind);
create index members_by_path on members using gist (org_path);
create index members_by_grams on members using gin (grams);
create index members_by_initials on members (initials text_pattern_ops);
create index members_by_pinyin on members (pinyin text_pattern_ops);
create index members_by_id_last4 on members (id_last4);
create index members_by_mobile_last4 on members (mobile_last4);
create index members_by_birth on members (name, birth_date);

alter table members enable row level security;
create policy members_in_scope on members
  using (in_scope(org_path) or id = own_person())
  with check (in_scope(org_path));

-- In the three tables `org_path` is the path of the person's present branch, so that a record stays whole for those who
-- answer for the person now; `org_id` is the branch of the event or of the period.
create table membership_events (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  event text not null,
  happened_on date not null,
  -- 'month' where the roster knows only the month; `happened_on` is then its first day.
  precision text not null default 'day',
  -- For 'registered': as what the person stood in the roll on that day.
  as_kind text,
  reason text,
  reference text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  constraint membership_event_is_known check (
    event in (
      'registered', 'joined', 'converted', 'transferred_in', 'moved', 'transferred_out',
      'suspended', 'delisted', 'withdrawn', 'expelled', 'deceased', 'restored'
    )
  ),
  constraint membership_event_precision_is_known check (precision in ('day', 'month')),
  constraint membership_event_registers_a_kind check ((event = 'registered') = (as_kind is not null)),
  constraint membership_event_kind_is_known check (as_kind in ('full', 'probationary'))
);
create index membership_events_by_person on membership_events (person_id, happened_on, id);
create index membership_events_by_org on membership_events (org_id, event, happened_on);
-- Once a day: a person who was delisted may join again later.
create unique index membership_event_is_once_a_day on membership_events (person_id, event, happened_on);

alter table membership_events enable row level security;
create policy membership_events_in_scope on membership_events
  using (in_scope(org_path) or person_id = own_person())
  with check (in_scope(org_path));

create table branch_memberships (
  person_id uuid not null references members (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  valid daterange not null,
  constraint member_is_in_one_branch_at_a_time primary key (person_id, valid without overlaps)
);
create index branch_memberships_by_org on branch_memberships (org_id);

alter table branch_memberships enable row level security;
create policy branch_memberships_in_scope on branch_memberships
  using (in_scope(org_path) or person_id = own_person())
  with check (in_scope(org_path));

-- Who stood in the roll on a day, where and as what. Runs as the caller, so row-level security applies.
-- The last event that changes the standing decides; conversion and the roll's own word decide the kind.
create function member_status_as_of(day date)
  returns table (person_id uuid, org_id uuid, status text, kind text)
  language sql stable
as $$
  select b.person_id, b.org_id,
    coalesce(
      (select case e.event
          when 'suspended' then 'suspended' when 'delisted' then 'delisted' when 'withdrawn' then 'withdrawn'
          when 'expelled' then 'expelled' when 'deceased' then 'deceased'
          when 'transferred_out' then 'transferred_out' else 'active' end
        from membership_events e
        where e.person_id = b.person_id and e.happened_on <= day
          and e.event in ('registered', 'transferred_in', 'suspended', 'delisted', 'withdrawn', 'expelled', 'deceased',
            'transferred_out', 'restored')
        order by e.happened_on desc, e.id desc limit 1),
      'active'),
    case when exists (
        select from membership_events e
        where e.person_id = b.person_id and e.happened_on <= day
          and (e.event = 'converted' or (e.event = 'registered' and e.as_kind = 'full')))
      then 'full' else 'probationary' end
  from branch_memberships b
  where b.valid @> day
$$;

-- One page of the roll in the order of pinyin, and how many there are, counted up to `count_to`.
-- As owner, because the path, array and pattern operators are not leakproof: under row-level security the same
-- conditions could not use their indexes, and the planner would expect one row in a thousand to be visible. The scope
-- is applied by admitting only organizations within it. Planned anew each time, with the values known.
create function list_members(
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
  return query execute 'select m.id, $8 from members m where ' || condition || ' order by m.pinyin, m.id offset $9 limit $10'
    using admitted, wanted_status, wanted_kind, name_grams, letters || '%', last4, fingerprint, counted, skip, take;
  if not found then
    return query select null::uuid, counted;
  end if;
end $$;

do $$
declare
  signature text := 'list_members(uuid[], text, text, text[], text, text, bytea, integer, integer, integer)';
begin
  execute format('alter function %s set search_path = %I, pg_temp', signature, current_schema());
  execute format('revoke all on function %s from public', signature);
  execute format('grant execute on function %s to jishi_app', signature);
end $$;

-- A roster on its way into the roll: read, reviewed, confirmed, written.
create table roster_imports (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  file_name text not null,
  sheet_name text,
  -- The sealed file, kept until the import is written or discarded.
  file bytea,
  -- The day for which the roll speaks: from it on the people stand in their branches.
  as_at date not null,
  state text not null,
  step text,
  done integer not null default 0,
  total integer not null default 0,
  counts jsonb not null default '{}',
  columns jsonb not null default '{}',
  -- A refusal that ended the reading or the writing: code and parameters.
  failure jsonb,
  started_at timestamptz not null,
  beat_at timestamptz not null,
  finished_at timestamptz,
  created_by uuid not null references accounts (id),
  version integer not null default 1,
  constraint roster_import_state_is_known check (
    state in ('reading', 'ready', 'writing', 'written', 'failed', 'discarded')
  )
);
create index roster_imports_by_org on roster_imports (org_id, started_at desc);
alter table roster_imports enable row level security;
create policy roster_imports_in_scope on roster_imports
  using (in_scope(org_path)) with check (in_scope(org_path));

create table roster_import_rows (
  import_id uuid not null references roster_imports (id) on delete cascade,
  org_path ltree not null,
  line integer not null,
  name text not null,
  id_masked text,
  verdict text not null,
  repaired boolean not null,
  problems jsonb not null,
  -- Fields that differ: field → [before, after]; numbers masked.
  changes jsonb,
  -- What would be written, sealed because it carries whole numbers; emptied once written.
  content bytea,
  person_id uuid,
  person_version integer,
  primary key (import_id, line),
  constraint roster_row_verdict_is_known check (verdict in ('new', 'changed', 'same', 'wrong', 'duplicate'))
);
create index roster_import_rows_by_verdict on roster_import_rows (import_id, verdict, line);
alter table roster_import_rows enable row level security;
create policy roster_import_rows_in_scope on roster_import_rows
  using (in_scope(org_path)) with check (in_scope(org_path));

-- Which of these numbers the roll already has, in whatever organization: a number stands once in the whole database,
-- and a clerk who may not see the other record must still learn that there is one. Gives no more than yes or no.
create function taken_id_numbers(fingerprints bytea[]) returns setof bytea
  language sql stable security definer
as $$
  select id_fingerprint from members where id_fingerprint = any(fingerprints)
$$;
do $$
begin
  execute format('alter function taken_id_numbers(bytea[]) set search_path = %I, pg_temp', current_schema());
  execute format('revoke all on function taken_id_numbers(bytea[]) from public');
  execute format('grant execute on function taken_id_numbers(bytea[]) to jishi_app');
end $$;
