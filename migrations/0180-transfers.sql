-- Transfers of membership: the case, its letters, its steps. Two sides see a transfer inside the town, so both paths stand in
-- each row; nobody is gone from the roll before the other side has received them.

-- The last letter number of a town and year; locked by the act that takes the next, so that numbers have no gaps.
create table transfer_letter_numbers (
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  year integer not null,
  last integer not null,
  primary key (org_id, year)
);
alter table transfer_letter_numbers enable row level security;
create policy transfer_letter_numbers_in_scope on transfer_letter_numbers
  using (in_scope(org_path)) with check (in_scope(org_path));

create table membership_transfers (
  id uuid primary key default uuidv7(),
  direction text not null,
  -- Empty for somebody from elsewhere until received.
  person_id uuid references members (id),
  person_name text not null,
  kind text not null,
  -- The branch within the town that answers: the giving one, or the receiving one of somebody from elsewhere.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- The receiving branch inside the town.
  to_org_id uuid references organizations (id),
  to_org_path ltree,
  -- The organization elsewhere, by name.
  elsewhere text,
  same_city boolean not null,
  reason text not null,
  applied_on date not null,
  state text not null,
  state_since date not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint transfer_direction_is_known check (direction in ('within', 'out', 'in')),
  constraint transfer_kind_is_known check (kind in ('full', 'probationary')),
  constraint transfer_state_is_known check (state in ('applied', 'issued', 'received', 'withdrawn', 'sent_back')),
  constraint transfer_within_names_a_branch check ((direction = 'within') = (to_org_id is not null)),
  constraint transfer_elsewhere_names_a_place check ((direction = 'within') = (elsewhere is null)),
  constraint transfer_names_the_receiver_whole check ((to_org_id is null) = (to_org_path is null)),
  constraint transfer_of_ours_names_the_person check (direction = 'in' or person_id is not null)
);
-- One on the way at a time, whoever enters it.
create unique index transfer_is_one_at_a_time on membership_transfers (person_id)
  where state in ('applied', 'issued');
create index membership_transfers_by_path on membership_transfers using gist (org_path);
create index membership_transfers_by_receiver on membership_transfers using gist (to_org_path);
create index membership_transfers_by_state on membership_transfers (state, state_since);
alter table membership_transfers enable row level security;
create policy membership_transfers_of_both_sides on membership_transfers
  using (in_scope(org_path) or in_scope(to_org_path) or person_id = own_person())
  with check (in_scope(org_path) or in_scope(to_org_path));

create table transfer_letters (
  id uuid primary key default uuidv7(),
  transfer_id uuid not null references membership_transfers (id),
  org_path ltree not null,
  to_org_path ltree,
  -- Ours: 2026-001; of another place: as it is written on the letter.
  letter_no text not null,
  issued_on date not null,
  valid_until date not null,
  -- The first day of the last month for which dues were paid at the old place.
  dues_paid_to date not null,
  issuer text not null,
  issued_at timestamptz not null,
  -- Taken back or replaced: the stub stays.
  voided_on date,
  constraint transfer_letter_ends_after_it_begins check (valid_until >= issued_on),
  constraint transfer_letter_dues_are_a_month check (extract(day from dues_paid_to) = 1)
);
create unique index transfer_has_one_valid_letter on transfer_letters (transfer_id) where voided_on is null;
alter table transfer_letters enable row level security;
create policy transfer_letters_of_both_sides on transfer_letters
  using (in_scope(org_path) or in_scope(to_org_path)) with check (in_scope(org_path) or in_scope(to_org_path));

create table transfer_steps (
  transfer_id uuid not null references membership_transfers (id),
  order_no integer not null,
  org_path ltree not null,
  to_org_path ltree,
  move text not null,
  from_state text not null,
  to_state text not null,
  happened_on date not null,
  why text,
  recorder text not null,
  recorded_at timestamptz not null,
  primary key (transfer_id, order_no)
);
alter table transfer_steps enable row level security;
create policy transfer_steps_of_both_sides on transfer_steps
  using (in_scope(org_path) or in_scope(to_org_path)) with check (in_scope(org_path) or in_scope(to_org_path));
revoke update, delete on transfer_steps from jishi_app;

-- A row that two organizations share carries two paths: moving an organization rewrites every column named so.
create or replace function move_organization_paths(moved ltree, below ltree) returns integer
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
      and (a.attname ~ '(^|_)org_path$' or (c.relname = 'organizations' and a.attname = 'path'))
      and coalesce(col_description(c.oid, a.attnum), '') not like 'kept:%'
    order by c.relname, a.attname
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
  execute format('alter function move_organization_paths(ltree, ltree) set search_path = %I, pg_temp', current_schema());
end $$;
