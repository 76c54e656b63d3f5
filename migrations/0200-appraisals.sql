-- The yearly appraisal of a branch's members: the round, its people, the tellers' sheets, talks, objections. Who voted how is
-- nowhere: a sheet holds sums of papers without names.
create table appraisals (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  year integer not null,
  mode text not null,
  state text not null,
  state_since date not null,
  opened_on date not null,
  meeting_id uuid references meetings (id),
  held_on date,
  present integer,
  -- In a village: when the masses were heard, and what they said in sum.
  masses_heard_on date,
  masses_note text,
  round integer not null default 1,
  issued integer,
  returned integer,
  invalid integer,
  -- The meeting of the committee that put the ballots together with the daily work.
  committee_meeting_id uuid references meetings (id),
  proposed_on date,
  approved_on date,
  approval_reference text,
  told_on date,
  objections_until date,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint appraisal_mode_is_known check (mode in ('paper')),
  constraint appraisal_state_is_known check (
    state in ('open', 'counting', 'counted', 'proposed', 'approved', 'told', 'closed', 'withdrawn')),
  constraint appraisal_papers_fit check (returned <= issued and invalid <= returned),
  constraint appraisal_told_has_its_window check ((told_on is null) = (objections_until is null))
);
create unique index appraisal_is_one_for_each_year on appraisals (org_id, year) where state <> 'withdrawn';
create index appraisals_by_path on appraisals using gist (org_path);
alter table appraisals enable row level security;
create policy appraisals_in_scope on appraisals using (in_scope(org_path)) with check (in_scope(org_path));

create table appraisal_members (
  id uuid primary key default uuidv7(),
  appraisal_id uuid not null references appraisals (id),
  org_path ltree not null,
  person_id uuid not null references members (id),
  person_name text not null,
  kind text not null,
  -- The order of the roster, never that of the result.
  position integer not null,
  excused text,
  excused_note text,
  self_text text,
  self_written_on date,
  self_recorded_at timestamptz,
  self_recorder text,
  self_on_paper boolean,
  votes_excellent integer,
  votes_qualified integer,
  votes_basic integer,
  votes_unqualified integer,
  votes_unmarked integer,
  grade text,
  grade_reason text,
  talk_on date,
  talk_note text,
  talk_recorder text,
  constraint appraisal_member_once unique (appraisal_id, person_id),
  constraint appraisal_member_kind_is_known check (kind in ('full', 'probationary')),
  constraint appraisal_excuse_is_known check (excused in ('illness', 'away', 'left', 'other')),
  constraint appraisal_self_is_whole check (
    (self_text is null) = (self_written_on is null) and (self_text is null) = (self_recorded_at is null)),
  constraint appraisal_grade_is_known check (grade in ('excellent', 'qualified', 'basic', 'unqualified')),
  constraint appraisal_excused_has_no_grade check (excused is null or grade is null)
);
create index appraisal_members_by_person on appraisal_members (person_id);
alter table appraisal_members enable row level security;
create policy appraisal_members_in_scope on appraisal_members
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));

create table appraisal_sheets (
  appraisal_id uuid not null references appraisals (id),
  round integer not null,
  teller uuid not null references accounts (id),
  teller_name text not null,
  org_path ltree not null,
  -- { issued, returned, invalid, lines: [{ id, excellent, qualified, basic, unqualified, unmarked }] }: sums of papers.
  tally jsonb not null,
  handed_in_at timestamptz not null,
  constraint appraisal_teller_counts_once primary key (appraisal_id, round, teller)
);
alter table appraisal_sheets enable row level security;
create policy appraisal_sheets_in_scope on appraisal_sheets
  using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on appraisal_sheets from jishi_app;

create table appraisal_steps (
  appraisal_id uuid not null references appraisals (id),
  order_no integer not null,
  org_path ltree not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  happened_on date not null,
  why text,
  recorder text not null,
  recorded_at timestamptz not null,
  primary key (appraisal_id, order_no)
);
alter table appraisal_steps enable row level security;
create policy appraisal_steps_in_scope on appraisal_steps
  using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on appraisal_steps from jishi_app;

-- Both figures stay: what stood when the objection was made, and what stands after the answer.
create table appraisal_objections (
  id uuid primary key default uuidv7(),
  appraisal_id uuid not null references appraisals (id),
  member_id uuid not null references appraisal_members (id),
  org_path ltree not null,
  person_id uuid not null references members (id),
  text text not null,
  made_on date not null,
  on_paper boolean not null,
  recorder text not null,
  recorded_at timestamptz not null,
  before text not null,
  answered_on date,
  answer text,
  after text,
  answerer text,
  answered_at timestamptz,
  constraint appraisal_objection_grades_are_known check (
    before in ('excellent', 'qualified', 'basic', 'unqualified')
    and after in ('excellent', 'qualified', 'basic', 'unqualified')),
  constraint appraisal_objection_answer_is_whole check (
    (answer is null) = (answered_on is null) and (answer is null) = (after is null))
);
create unique index appraisal_objection_is_one_open on appraisal_objections (member_id) where answer is null;
alter table appraisal_objections enable row level security;
create policy appraisal_objections_in_scope on appraisal_objections
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));
