-- Admission: one case per person on the way in, its entries in order, its notices; plans of a year; inquiries into a case.
create table admission_cases (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  name text not null,
  pinyin text not null,
  sex text not null,
  birth_date date not null,
  -- Number and phone sealed, as in the roll; what screens show is masked.
  id_no bytea not null,
  id_fingerprint bytea not null,
  id_masked text not null,
  mobile bytea,
  mobile_masked text,
  ethnicity text,
  education text,
  occupation text,
  sector text not null,
  -- What the person said of himself or herself, for planning; never shown beside the name in a list.
  tags text[] not null default '{}',
  applied_on date not null,
  -- A copy of what the entries say, rewritten by the act that adds one.
  state text not null default 'applicant',
  state_since date not null,
  -- The record in the roll from the approval on.
  person_id uuid references members (id),
  form_no text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint admission_sex_is_known check (sex in ('male', 'female')),
  constraint admission_sector_is_known check (sector in ('village', 'firm', 'social_organization', 'office', 'other')),
  constraint admission_state_is_known check (state in (
    'applicant', 'talked', 'activist', 'candidate', 'committee_reviewed', 'prereviewed', 'meeting_passed', 'probationary',
    'conversion_resolved', 'extension_resolved', 'revocation_resolved', 'full', 'archived', 'ceased', 'revoked'
  )),
  constraint admission_form_is_used_once unique (form_no)
);
create unique index admission_has_one_open_case_per_person on admission_cases (id_fingerprint)
  where state not in ('archived', 'ceased', 'revoked');
create index admission_cases_by_org on admission_cases (org_id, state);
create index admission_cases_by_path on admission_cases using gist (org_path);
create index admission_cases_by_person on admission_cases (person_id);
alter table admission_cases enable row level security;
create policy admission_cases_in_scope on admission_cases using (in_scope(org_path)) with check (in_scope(org_path));

-- Every step and every return, with the day on which it happened beside the moment at which it was entered.
create table admission_entries (
  id uuid primary key default uuidv7(),
  case_id uuid not null references admission_cases (id),
  org_path ltree not null,
  no integer not null,
  move text not null,
  step text,
  from_state text not null,
  to_state text not null,
  happened_on date not null,
  -- What the entry says, by the shape of its move.
  details jsonb not null,
  -- The record in module meetings; one decision carries one step of one person.
  decision_id uuid,
  -- Rule set of the step's day, and the verdict with its arithmetic and sources.
  rule_set text not null,
  verdict jsonb,
  warnings jsonb not null default '[]',
  why text,
  recorded_by uuid references accounts (id),
  recorder text not null,
  recorded_at timestamptz not null,
  constraint admission_entries_have_an_order unique (case_id, no)
);
create index admission_entries_by_decision on admission_entries (decision_id) where decision_id is not null;
create index admission_entries_by_step on admission_entries (step, happened_on);
alter table admission_entries enable row level security;
create policy admission_entries_in_scope on admission_entries using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on admission_entries from jishi_app;

-- Whom an entry names as mentor or sponsor: who answers for what stays traceable.
create table admission_people (
  case_id uuid not null references admission_cases (id),
  org_path ltree not null,
  entry_no integer not null,
  role text not null,
  person_id uuid not null references members (id),
  name text not null,
  primary key (case_id, entry_no, person_id),
  constraint admission_role_is_known check (role in ('mentor', 'sponsor'))
);
create index admission_people_by_person on admission_people (person_id, role);
alter table admission_people enable row level security;
create policy admission_people_in_scope on admission_people
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));
revoke update, delete on admission_people from jishi_app;

-- Notices of a case: a publication, or one that hung on paper before the town had the system.
create table admission_notices (
  id uuid primary key default uuidv7(),
  case_id uuid not null references admission_cases (id),
  org_path ltree not null,
  part text not null,
  publication_id uuid references publications (id),
  posted_on date,
  ended_on date,
  places text,
  opinions text,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint admission_notice_part_is_known check (part in ('candidate', 'admission', 'conversion')),
  constraint admission_notice_is_one_or_the_other check ((publication_id is null) = (posted_on is not null))
);
create index admission_notices_by_case on admission_notices (case_id);
alter table admission_notices enable row level security;
create policy admission_notices_in_scope on admission_notices using (in_scope(org_path)) with check (in_scope(org_path));

-- The plan of a year: how many, and which share of whom.
create table admission_plans (
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  year integer not null,
  quota integer not null,
  -- Whole percentages of the year's admissions; null where the plan says nothing.
  women_percent integer,
  up_to_35_percent integer,
  college_percent integer,
  new_sector_percent integer,
  reference text not null,
  version integer not null default 1,
  primary key (org_id, year),
  constraint admission_quota_is_not_negative check (quota >= 0),
  constraint admission_targets_are_percentages check (
    women_percent between 0 and 100 and up_to_35_percent between 0 and 100
    and college_percent between 0 and 100 and new_sector_percent between 0 and 100
  )
);
alter table admission_plans enable row level security;
create policy admission_plans_in_scope on admission_plans using (in_scope(org_path)) with check (in_scope(org_path));

-- Who answered for what: an inquiry into a case, heard and concluded; nothing in it is decided by the system.
create table admission_inquiries (
  id uuid primary key default uuidv7(),
  case_id uuid not null references admission_cases (id),
  org_path ltree not null,
  step text,
  reason text not null,
  body text not null,
  opened_on date not null,
  opened_by uuid references accounts (id),
  opener text not null,
  statement text,
  heard_on date,
  outcome text,
  concluded_on date,
  version integer not null default 1,
  constraint admission_inquiry_hears_before_it_concludes check (outcome is null or statement is not null),
  constraint admission_inquiry_statement_is_whole check ((statement is null) = (heard_on is null)),
  constraint admission_inquiry_outcome_is_whole check ((outcome is null) = (concluded_on is null))
);
create index admission_inquiries_by_case on admission_inquiries (case_id);
alter table admission_inquiries enable row level security;
create policy admission_inquiries_in_scope on admission_inquiries using (in_scope(org_path)) with check (in_scope(org_path));

-- Whether another case has a form's number, in whatever organization; gives no more than yes or no.
create function admission_form_taken(wanted text, own_case uuid) returns boolean
  language sql stable security definer
as $$
  select exists (select from admission_cases where form_no = wanted and id <> own_case)
$$;
-- The same for a person who has an open case already.
create function admission_case_open(fingerprint bytea) returns boolean
  language sql stable security definer
as $$
  select exists (select from admission_cases where id_fingerprint = fingerprint and state not in ('archived', 'ceased', 'revoked'))
$$;
do $$
begin
  execute format('alter function admission_form_taken(text, uuid) set search_path = %I, pg_temp', current_schema());
  execute format('alter function admission_case_open(bytea) set search_path = %I, pg_temp', current_schema());
  revoke all on function admission_form_taken(text, uuid) from public;
  revoke all on function admission_case_open(bytea) from public;
  grant execute on function admission_form_taken(text, uuid) to jishi_app;
  grant execute on function admission_case_open(bytea) to jishi_app;
end $$;
