-- Disposition of unqualified members: the case, what was said and done in it, the votes that carry it, its tasks, appeals; and
-- the reasons that were asked for before anybody thought of a case. Every row carries the person, so that the person sees it.

create table member_dispositions (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  person_name text not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  cause text not null,
  -- What it is about, in a sentence or two.
  question text not null,
  opened_on date not null,
  -- An earlier case about the same question: its correction period is not given a second time.
  earlier_id uuid references member_dispositions (id),
  state text not null,
  state_since date not null,
  -- Raised whenever the matter comes before the branch anew: invitation, statement and hearing belong to one round.
  round integer not null default 1,
  way text,
  deadline_on date,
  branch_decided_on date,
  approved_on date,
  approval_reference text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint disposition_cause_is_known
    check (cause in ('belief', 'not_acting', 'not_obeying', 'self_withdrawal', 'lost_contact', 'other')),
  constraint disposition_way_is_known check (way in ('rectify', 'advise_withdrawal', 'delist')),
  constraint disposition_state_is_known check (state in ('verifying', 'talking', 'discussing', 'resolved', 'approved',
    'correcting', 'asked', 'concluded', 'effective', 'archived', 'dropped', 'revoked')),
  constraint disposition_corrects_until_a_day check ((way is not distinct from 'rectify') = (deadline_on is not null)),
  constraint disposition_is_decided_before_it_is_approved check (approved_on is null or branch_decided_on <= approved_on)
);
-- One under way for a person, whoever enters it.
create unique index disposition_is_one_at_a_time on member_dispositions (person_id)
  where state in ('verifying', 'talking', 'discussing', 'resolved', 'approved', 'correcting', 'asked');
create index member_dispositions_by_path on member_dispositions using gist (org_path);
create index member_dispositions_by_state on member_dispositions (state, state_since);
create index member_dispositions_by_person on member_dispositions (person_id);
alter table member_dispositions enable row level security;
create policy member_dispositions_in_scope on member_dispositions using (in_scope(org_path)) with check (in_scope(org_path));
create policy member_disposition_seen_by_the_person on member_dispositions for select using (person_id = own_person());

create table disposition_records (
  id uuid primary key default uuidv7(),
  disposition_id uuid not null references member_dispositions (id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  round integer not null,
  kind text not null,
  happened_on date not null,
  content text not null,
  -- In the person's own words, by the person's own hand.
  is_own boolean not null,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint disposition_record_kind_is_known check (kind in ('verification', 'talk', 'invitation', 'statement',
    'statement_declined', 'hearing', 'hearing_declined', 'testimony', 'town_check', 'town_talk', 'delivery', 'announcement',
    'withdrawal', 'review')),
  constraint disposition_own_record_is_a_statement check (not is_own or kind = 'statement')
);
create index disposition_records_by_case on disposition_records (disposition_id, happened_on);
alter table disposition_records enable row level security;
create policy disposition_records_in_scope on disposition_records using (in_scope(org_path)) with check (in_scope(org_path));
create policy disposition_record_seen_by_the_person on disposition_records for select using (person_id = own_person());
revoke update, delete on disposition_records from jishi_app;

create table disposition_steps (
  disposition_id uuid not null references member_dispositions (id),
  order_no integer not null,
  person_id uuid not null references members (id),
  org_path ltree not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  -- The way as it stood after the move, for figures of a past day.
  way text,
  happened_on date not null,
  why text,
  recorder text not null,
  recorded_at timestamptz not null,
  primary key (disposition_id, order_no)
);
alter table disposition_steps enable row level security;
create policy disposition_steps_in_scope on disposition_steps using (in_scope(org_path)) with check (in_scope(org_path));
create policy disposition_step_seen_by_the_person on disposition_steps for select using (person_id = own_person());
revoke update, delete on disposition_steps from jishi_app;

-- A vote as counted in a meeting; branch and town do not see each other's meetings, so its numbers stand here too.
create table disposition_decisions (
  decision_id uuid primary key references meeting_votes (id),
  disposition_id uuid not null references member_dispositions (id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  round integer not null,
  move text not null,
  held_on date not null,
  question text not null,
  way text,
  deadline_on date,
  eligible integer not null,
  present integer not null,
  yes integer not null,
  no integer not null,
  abstain integer not null,
  recorder text not null,
  recorded_at timestamptz not null
);
create index disposition_decisions_by_case on disposition_decisions (disposition_id, held_on);
alter table disposition_decisions enable row level security;
create policy disposition_decisions_in_scope on disposition_decisions using (in_scope(org_path)) with check (in_scope(org_path));
create policy disposition_decision_seen_by_the_person on disposition_decisions for select using (person_id = own_person());
revoke update, delete on disposition_decisions from jishi_app;

create table disposition_tasks (
  id uuid primary key default uuidv7(),
  disposition_id uuid not null references member_dispositions (id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  round integer not null,
  order_no integer not null,
  task text not null,
  outcome text,
  result text,
  noted_on date,
  noted_by text,
  constraint disposition_task_outcome_is_known check (outcome in ('fulfilled', 'not_fulfilled')),
  constraint disposition_task_is_noted_whole check (num_nulls(outcome, result, noted_on, noted_by) in (0, 4)),
  constraint disposition_task_has_its_place unique (disposition_id, round, order_no)
);
alter table disposition_tasks enable row level security;
create policy disposition_tasks_in_scope on disposition_tasks using (in_scope(org_path)) with check (in_scope(org_path));
create policy disposition_task_seen_by_the_person on disposition_tasks for select using (person_id = own_person());

create table disposition_appeals (
  id uuid primary key default uuidv7(),
  disposition_id uuid not null references member_dispositions (id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  -- The organization that is asked, above the one that decided.
  level text not null,
  lodged_on date not null,
  content text not null,
  is_own boolean not null,
  due_on date not null,
  outcome text,
  answered_on date,
  answer text,
  reference text,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint disposition_appeal_level_is_known check (level in ('town', 'county', 'above')),
  constraint disposition_appeal_outcome_is_known check (outcome in ('upheld', 'dismissed')),
  constraint disposition_appeal_is_answered_whole check (num_nulls(outcome, answered_on, answer, reference) in (0, 4)),
  constraint disposition_appeal_is_answered_after_it_is_lodged check (answered_on >= lodged_on)
);
create unique index disposition_appeal_is_one_at_a_time on disposition_appeals (disposition_id) where outcome is null;
create index disposition_appeals_by_case on disposition_appeals (disposition_id, lodged_on);
alter table disposition_appeals enable row level security;
create policy disposition_appeals_in_scope on disposition_appeals using (in_scope(org_path)) with check (in_scope(org_path));
create policy disposition_appeal_seen_by_the_person on disposition_appeals for select using (person_id = own_person());

-- The person was contacted and asked for the reason, months before anything is put before the branch.
create table disposition_inquiries (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  failure text not null,
  -- The day from which it counts.
  since date not null,
  asked_on date not null,
  reason text not null,
  is_proper boolean not null,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint disposition_inquiry_failure_is_known check (failure in ('absence', 'dues', 'work', 'lost_contact')),
  constraint disposition_inquiry_follows_the_failure check (asked_on >= since)
);
create index disposition_inquiries_by_person on disposition_inquiries (person_id, failure, asked_on desc);
create index disposition_inquiries_by_path on disposition_inquiries using gist (org_path);
alter table disposition_inquiries enable row level security;
create policy disposition_inquiries_in_scope on disposition_inquiries using (in_scope(org_path)) with check (in_scope(org_path));
create policy disposition_inquiry_seen_by_the_person on disposition_inquiries for select using (person_id = own_person());
revoke update, delete on disposition_inquiries from jishi_app;
