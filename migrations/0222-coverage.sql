-- Coverage by Party organizations: the enterprises, cooperatives, social organizations and clusters of migrants of a town,
-- in which form each is covered, what the yearly survey found, and which members work there.

create table coverage_units (
  id uuid primary key default uuidv7(),
  kind text not null,
  name text not null,
  -- A street or, for those who are away, a city.
  place text not null,
  contact text not null,
  -- The village, or the town itself, in which it lies or whose people gather there.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- The Party organization that covers it at present, so that it may see it.
  by_org_path ltree,
  listed_on date not null,
  closed_on date,
  closing text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint coverage_unit_kind_is_known check (kind in ('firm', 'cooperative', 'social_organization', 'outbound_point')),
  constraint coverage_unit_closes_after_it_was_listed check (closed_on >= listed_on),
  constraint coverage_unit_closes_with_its_reason check ((closed_on is null) = (closing is null))
);
create unique index coverage_unit_is_listed_once on coverage_units (org_id, name) where closed_on is null;
create index coverage_units_by_path on coverage_units using gist (org_path);
alter table coverage_units enable row level security;
create policy coverage_units_in_scope on coverage_units
  using (in_scope(org_path) or in_scope(by_org_path)) with check (in_scope(org_path) or in_scope(by_org_path));
revoke delete on coverage_units from jishi_app;

-- Single, joint, attached to another, or covered with its area; by which organization, from when to when.
create table coverage_forms (
  unit_id uuid not null references coverage_units (id),
  org_path ltree not null,
  form text not null,
  by_org_id uuid not null references organizations (id),
  by_org_path ltree not null,
  valid daterange not null,
  basis text not null,
  ending text,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint unit_has_one_form_at_a_time primary key (unit_id, valid without overlaps),
  constraint coverage_form_is_known check (form in ('single', 'joint', 'attached', 'area'))
);
alter table coverage_forms enable row level security;
create policy coverage_forms_in_scope on coverage_forms
  using (in_scope(org_path) or in_scope(by_org_path)) with check (in_scope(org_path) or in_scope(by_org_path));
revoke delete on coverage_forms from jishi_app;

-- What a survey found; the last one up to a day holds on it.
create table coverage_surveys (
  id uuid primary key default uuidv7(),
  unit_id uuid not null references coverage_units (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  by_org_path ltree,
  surveyed_on date not null,
  staff integer not null,
  -- Full members who work there, wherever their membership lies.
  full_members integer not null,
  instructor text,
  has_venue boolean not null,
  -- Why no organization covers it.
  uncovered_because text,
  unchanged boolean not null,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint coverage_survey_counts_people check (staff >= 0 and full_members >= 0 and full_members <= staff),
  constraint coverage_reason_is_known check (uncovered_because in ('no_members', 'too_few', 'newly_opened', 'unstable', 'other'))
);
create index coverage_surveys_by_unit on coverage_surveys (unit_id, surveyed_on desc, id desc);
create index coverage_surveys_by_org on coverage_surveys (org_id, surveyed_on);
alter table coverage_surveys enable row level security;
create policy coverage_surveys_in_scope on coverage_surveys
  using (in_scope(org_path) or in_scope(by_org_path)) with check (in_scope(org_path) or in_scope(by_org_path));
revoke update, delete on coverage_surveys from jishi_app;
grant update (org_path, by_org_path) on coverage_surveys to jishi_app;

-- A member who works in a unit. Where the membership stands goes along with the person; the unit's side sees that there is one.
create table coverage_ties (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  person_name text not null,
  unit_id uuid not null references coverage_units (id),
  unit_org_path ltree not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  kind text not null,
  since date not null,
  ended_on date,
  -- What was arranged for the member's organization life when the tie ended.
  ending text,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint coverage_tie_kind_is_known check (kind in ('owner', 'manager', 'technician', 'worker')),
  constraint coverage_tie_ends_after_it_begins check (ended_on >= since),
  constraint coverage_tie_ends_with_what_follows check ((ended_on is null) = (ending is null))
);
create unique index member_is_tied_to_a_unit_once on coverage_ties (person_id, unit_id) where ended_on is null;
create index coverage_ties_by_unit on coverage_ties (unit_id);
create index coverage_ties_by_path on coverage_ties using gist (org_path);
alter table coverage_ties enable row level security;
create policy coverage_ties_in_scope on coverage_ties
  using (in_scope(org_path) or in_scope(unit_org_path) or person_id = own_person())
  with check (in_scope(org_path) or in_scope(unit_org_path));
revoke delete on coverage_ties from jishi_app;

create function coverage_ties_follow_the_person() returns trigger
  language plpgsql
as $$
begin
  update coverage_ties set org_id = new.org_id, org_path = new.org_path where person_id = new.id;
  return null;
end $$;
create trigger coverage_ties_follow_the_person after update of org_id on members
  for each row when (old.org_id is distinct from new.org_id) execute function coverage_ties_follow_the_person();
