-- Stars of a branch's members by dimension. Each mark says from which records it came; nothing is summed over dimensions or people.
create table star_ratings (
  appraisal_id uuid primary key references appraisals (id),
  org_path ltree not null,
  drafted_on date not null,
  -- The branch's decision: a vote of a closed record.
  decision_id uuid references meeting_votes (id),
  confirmed_on date,
  objections_until date,
  constraint star_rating_is_confirmed_by_a_decision check ((decision_id is null) = (confirmed_on is null))
);
alter table star_ratings enable row level security;
create policy star_ratings_in_scope on star_ratings using (in_scope(org_path)) with check (in_scope(org_path));

create table star_marks (
  id uuid primary key default uuidv7(),
  appraisal_id uuid not null references star_ratings (appraisal_id),
  member_id uuid not null references appraisal_members (id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  dimension text not null,
  -- Null until the branch has said it.
  earned boolean,
  -- Of a mark from records: how many of how many, and which.
  have integer,
  base integer,
  records jsonb not null,
  reason text,
  constraint star_mark_once unique (member_id, dimension),
  constraint star_mark_without_records_has_a_reason check (earned is null or base is not null or reason is not null)
);
alter table star_marks enable row level security;
create policy star_marks_in_scope on star_marks
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));

create table star_objections (
  id uuid primary key default uuidv7(),
  mark_id uuid not null references star_marks (id),
  appraisal_id uuid not null references star_ratings (appraisal_id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  text text not null,
  made_on date not null,
  before boolean not null,
  answer text,
  answered_on date,
  after boolean,
  constraint star_objection_answer_is_whole check (
    (answer is null) = (answered_on is null) and (answer is null) = (after is null))
);
create unique index star_objection_is_one_open on star_objections (mark_id) where answer is null;
alter table star_objections enable row level security;
create policy star_objections_in_scope on star_objections
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));
