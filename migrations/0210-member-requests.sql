-- What members ask of the Party organization, object to, appeal against, complain of or need. A request lies at a desk: with
-- the branch, the town's office, the discipline inspector or the committee. Row-level security opens it to the desk's own
-- organization and those above, to the person who asked, and never to the person whom it concerns.
create table member_requests (
  id uuid primary key default uuidv7(),
  kind text not null,
  person_id uuid not null references members (id),
  person_name text not null,
  -- The branch in which the person stands.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  town_org_id uuid not null references organizations (id),
  town_org_path ltree not null,
  desk text not null,
  desk_org_path ltree not null,
  about_account_id uuid references accounts (id),
  about_person_id uuid references members (id),
  about_name text,
  subject text not null,
  body text not null,
  -- How the member agreed that somebody else wrote it down.
  consent text,
  submitted_on date not null,
  state text not null,
  state_since date not null,
  due_on date,
  answer text,
  answered_on date,
  answered_by uuid references accounts (id),
  appealed_on date,
  recorder text not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint member_request_kind_is_known check (kind in ('request', 'objection', 'appeal', 'complaint', 'need')),
  constraint member_request_desk_is_known check (desk in ('branch', 'town', 'discipline', 'committee')),
  constraint member_request_state_is_known
    check (state in ('submitted', 'accepted', 'answered', 'appealed', 'closed', 'withdrawn')),
  constraint member_request_waits_with_a_last_day check ((state in ('submitted', 'accepted', 'appealed')) = (due_on is not null)),
  constraint member_request_complaint_is_not_handled_by_the_branch check (kind <> 'complaint' or desk <> 'branch'),
  constraint member_request_answer_has_its_day check ((answer is null) = (answered_on is null))
);
create index member_requests_by_desk on member_requests using gist (desk_org_path);
create index member_requests_by_person on member_requests (person_id);
create index member_requests_by_due on member_requests (due_on) where due_on is not null;
alter table member_requests enable row level security;
create policy member_requests_of_desk_and_person on member_requests
  using (
    person_id = own_person()
    or (in_scope(desk_org_path)
      and (about_account_id is null or own_account() is null or about_account_id <> own_account())
      and (about_person_id is null or own_person() is null or about_person_id <> own_person()))
  )
  with check (person_id = own_person() or in_scope(desk_org_path));
revoke delete on member_requests from jishi_app;

-- Each step with the desk and the last day that followed from it. Kept under the town's path: only an act that has judged the
-- request reads its steps.
create table member_request_steps (
  request_id uuid not null references member_requests (id),
  order_no integer not null,
  town_org_path ltree not null,
  move text not null,
  to_state text not null,
  desk text not null,
  due_on date,
  happened_on date not null,
  note text,
  recorder text not null,
  recorded_at timestamptz not null,
  primary key (request_id, order_no)
);
alter table member_request_steps enable row level security;
create policy member_request_steps_in_scope on member_request_steps
  using (in_scope(town_org_path)) with check (in_scope(town_org_path));
revoke update, delete on member_request_steps from jishi_app;
