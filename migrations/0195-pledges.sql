-- What a member undertakes for a year: one to three concrete items with a day each, reviewed by the branch (党员承诺).
create table pledges (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  person_name text not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  year integer not null,
  proposed_on date not null,
  -- True when the branch entered it for a member who wrote it on paper.
  on_paper boolean not null,
  state text not null,
  state_since date not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint pledge_state_is_known check (state in ('proposed', 'returned', 'agreed', 'evaluated', 'withdrawn', 'dropped'))
);
create unique index pledge_is_one_a_year on pledges (person_id, year) where state not in ('withdrawn', 'dropped');
create index pledges_by_org on pledges (org_id, year, state);
create index pledges_by_path on pledges using gist (org_path);
alter table pledges enable row level security;
create policy pledges_in_scope on pledges using (in_scope(org_path)) with check (in_scope(org_path));
-- Everybody finds the own ones; what that opens is read by the act that found it.
create policy pledge_is_found_by_its_member on pledges for select using (person_id = own_person());

create table pledge_items (
  pledge_id uuid not null references pledges (id),
  no integer not null,
  org_path ltree not null,
  text text not null,
  -- Whom it helps, in words; never a list of people.
  beneficiaries text,
  due_on date not null,
  primary key (pledge_id, no),
  constraint pledge_item_number_is_small check (no between 1 and 9)
);
alter table pledge_items enable row level security;
create policy pledge_items_in_scope on pledge_items using (in_scope(org_path)) with check (in_scope(org_path));

-- What was said about an item, in its order: the member reports, the branch evaluates with its reasons, the member answers.
create table pledge_entries (
  id uuid primary key default uuidv7(),
  pledge_id uuid not null,
  item_no integer not null,
  org_path ltree not null,
  kind text not null,
  happened_on date not null,
  outcome text,
  text text not null,
  recorder text not null,
  recorded_at timestamptz not null,
  foreign key (pledge_id, item_no) references pledge_items (pledge_id, no),
  constraint pledge_entry_kind_is_known check (kind in ('report', 'evaluation', 'answer')),
  constraint pledge_outcome_is_known check (outcome in ('done', 'partly', 'not_done')),
  constraint pledge_evaluation_has_an_outcome check ((kind = 'evaluation') = (outcome is not null)),
  constraint pledge_evaluation_short_of_done_has_reasons check (outcome is null or outcome = 'done' or text <> '')
);
create index pledge_entries_by_item on pledge_entries (pledge_id, item_no, id);
alter table pledge_entries enable row level security;
create policy pledge_entries_in_scope on pledge_entries using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on pledge_entries from jishi_app;

create table pledge_steps (
  id uuid primary key default uuidv7(),
  pledge_id uuid not null references pledges (id),
  org_path ltree not null,
  move text not null,
  to_state text not null,
  happened_on date not null,
  why text,
  recorder text not null,
  recorded_at timestamptz not null
);
create index pledge_steps_by_pledge on pledge_steps (pledge_id, id);
alter table pledge_steps enable row level security;
create policy pledge_steps_in_scope on pledge_steps using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on pledge_steps from jishi_app;
