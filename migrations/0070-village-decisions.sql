-- Cases of the four discussions and two disclosures: the case, its texts, its meetings, its moves, its works.

-- The last number given in a village and year; its row is locked by the act that takes the next, so numbers have no gaps.
create table village_decision_numbers (
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  year integer not null,
  last integer not null,
  primary key (org_id, year)
);
alter table village_decision_numbers enable row level security;
create policy village_decision_numbers_in_scope on village_decision_numbers using (in_scope(org_path)) with check (in_scope(org_path));

create table village_decision_cases (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  year integer not null,
  number integer not null,
  matter text not null,
  title text not null,
  source text not null,
  proposers text[] not null,
  moved_on date not null,
  state text not null default 'motion',
  -- The day on which the case really reached its state; when that was entered stands in its steps.
  state_since date not null,
  consulted_on date,
  consultation text,
  supervised_on date,
  supervisor text,
  supervision text,
  resolution_places text[] not null default '{}',
  resolution_posted_on date,
  result_places text[] not null default '{}',
  result_posted_on date,
  finished_on date,
  archive_no text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint village_decision_number_is_unique unique (org_id, year, number),
  constraint village_decision_state_is_known check (state in ('motion', 'proposed', 'deliberated', 'reviewed', 'resolved', 'published', 'implementing', 'implemented', 'result_published', 'archived', 'withdrawn')),
  constraint village_decision_source_is_known check (source in ('members_or_villagers', 'village_cadres', 'upper_level')),
  constraint village_decision_consultation_is_whole check ((consulted_on is null) = (consultation is null)),
  constraint village_decision_supervision_is_whole check ((supervised_on is null) = (supervision is null))
);
create index village_decision_cases_by_org on village_decision_cases (org_id, state);
create index village_decision_cases_by_path on village_decision_cases using gist (org_path);
alter table village_decision_cases enable row level security;
create policy village_decision_cases_in_scope on village_decision_cases using (in_scope(org_path)) with check (in_scope(org_path));

create table village_decision_texts (
  case_id uuid not null references village_decision_cases (id),
  org_path ltree not null,
  no integer not null,
  text text not null,
  -- A change of substance after the members' review sends the case back to them.
  substantive boolean not null,
  reason text,
  written_by uuid references accounts (id),
  writer text not null,
  written_at timestamptz not null,
  primary key (case_id, no)
);
alter table village_decision_texts enable row level security;
create policy village_decision_texts_in_scope on village_decision_texts using (in_scope(org_path)) with check (in_scope(org_path));

create table village_decision_meetings (
  id uuid primary key default uuidv7(),
  case_id uuid not null references village_decision_cases (id),
  org_path ltree not null,
  step text not null,
  meeting text not null,
  -- Notice given, or the plan sent to the members.
  noticed_on date,
  planned_on date,
  held_on date,
  place text,
  -- The assembly's authorization of the representatives, by its own words.
  authorization_reference text,
  text_no integer,
  unit text,
  eligible integer,
  present integer,
  method text,
  yes integer,
  no integer,
  abstain integer,
  minutes_signed boolean not null default false,
  chair text,
  recorder text,
  town_attendee text,
  divergent_views text,
  decision text,
  -- The record in module meetings that this row was read from, if it was not typed here.
  decision_id uuid,
  -- Set when the case went back before this step, or the step was held again: history from then on.
  set_aside_at timestamptz,
  recorded_by uuid references accounts (id),
  recorder_account text not null,
  recorded_at timestamptz not null,
  constraint village_decision_step_is_known check (step in ('proposal', 'deliberation', 'review', 'resolution')),
  constraint village_decision_method_is_known check (method in ('show_of_hands', 'paper', 'meeting_record')),
  constraint village_decision_counts_are_whole check (present <= eligible and yes >= 0 and no >= 0 and abstain >= 0 and eligible >= 0 and present >= 0)
);
create unique index village_decision_has_one_meeting_of_a_step on village_decision_meetings (case_id, step) where set_aside_at is null;
alter table village_decision_meetings enable row level security;
create policy village_decision_meetings_in_scope on village_decision_meetings using (in_scope(org_path)) with check (in_scope(org_path));

-- Counts on paper: each teller hands in one sheet and cannot change it.
create table village_decision_sheets (
  meeting_id uuid not null references village_decision_meetings (id),
  org_path ltree not null,
  order_no integer not null,
  teller uuid not null references accounts (id),
  teller_name text not null,
  count jsonb not null,
  counted_at timestamptz not null,
  primary key (meeting_id, order_no),
  constraint village_decision_teller_counts_once unique (meeting_id, teller)
);
alter table village_decision_sheets enable row level security;
create policy village_decision_sheets_in_scope on village_decision_sheets using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on village_decision_sheets from jishi_app;

-- Every move, with the day on which it happened beside the moment at which it was entered.
create table village_decision_steps (
  id uuid primary key default uuidv7(),
  case_id uuid not null references village_decision_cases (id),
  org_path ltree not null,
  order_no integer not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  happened_on date not null,
  meeting_id uuid references village_decision_meetings (id),
  why text,
  -- Verdict with the rules of the step's day: value, source, certainty, arithmetic.
  verdict jsonb,
  -- First day of the procedure's version that the step followed.
  procedure_from date not null,
  recorded_by uuid references accounts (id),
  recorder text not null,
  recorded_at timestamptz not null,
  constraint village_decision_steps_have_an_order unique (case_id, order_no)
);
alter table village_decision_steps enable row level security;
create policy village_decision_steps_in_scope on village_decision_steps using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on village_decision_steps from jishi_app;

-- Publications of a case in their two roles; what a return set aside stays for the record.
create table village_decision_disclosures (
  publication_id uuid primary key references publications (id),
  case_id uuid not null references village_decision_cases (id),
  org_path ltree not null,
  part text not null,
  set_aside_at timestamptz,
  constraint village_decision_disclosure_part_is_known check (part in ('resolution', 'result'))
);
create index village_decision_disclosures_by_case on village_decision_disclosures (case_id);
alter table village_decision_disclosures enable row level security;
create policy village_decision_disclosures_in_scope on village_decision_disclosures using (in_scope(org_path)) with check (in_scope(org_path));

create table village_decision_works (
  id uuid primary key default uuidv7(),
  case_id uuid not null references village_decision_cases (id),
  org_path ltree not null,
  what text not null,
  responsible text not null,
  from_on date not null,
  to_on date not null,
  contractor text,
  planned_fen bigint,
  paid_fen bigint,
  progress integer not null default 0,
  note text,
  done_on date,
  version integer not null default 1,
  constraint village_decision_work_ends_after_its_start check (to_on >= from_on),
  constraint village_decision_work_progress_is_a_percentage check (progress between 0 and 100),
  constraint village_decision_work_amounts_are_not_negative check (planned_fen >= 0 and paid_fen >= 0)
);
create index village_decision_works_by_case on village_decision_works (case_id);
alter table village_decision_works enable row level security;
create policy village_decision_works_in_scope on village_decision_works using (in_scope(org_path)) with check (in_scope(org_path));
