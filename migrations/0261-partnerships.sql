-- What those who build together mean to do in a year and what came of it; of an alliance or of a pair.
create table partnership_plans (
  id uuid primary key default uuidv7(),
  subject_type text not null,
  subject_id uuid not null,
  -- Who owes the plan.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- Of every side.
  org_paths ltree[] not null,
  year integer not null,
  purposes text not null,
  -- Visits or meetings meant for the year; none for an alliance that names none.
  meetings_meant integer,
  made_by text not null,
  made_on date not null,
  recorded_at timestamptz not null,
  reviewed_on date,
  review text,
  reviewed_by text,
  reviewed_at timestamptz,
  constraint partnership_plan_subject_is_known check (subject_type in ('alliance', 'pair')),
  constraint partnership_has_one_plan_a_year unique (subject_type, subject_id, year),
  constraint partnership_plan_means_some_meetings check (meetings_meant between 1 and 99),
  constraint partnership_plan_is_reviewed_whole check (
    (reviewed_on is null) = (review is null) and (reviewed_on is null) = (reviewed_by is null)
    and (reviewed_on is null) = (reviewed_at is null)),
  constraint partnership_plan_is_reviewed_after_it_was_made check (reviewed_on >= made_on)
);
create index partnership_plans_by_paths on partnership_plans using gist (org_paths);
alter table partnership_plans enable row level security;
create policy partnership_plans_in_scope on partnership_plans
  using (in_scope(org_paths)) with check (in_scope(org_paths));
revoke delete on partnership_plans from jishi_app;

create table partnership_plan_items (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references partnership_plans (id),
  org_paths ltree[] not null,
  task text not null,
  who text not null,
  due_on date not null,
  state text not null default 'open',
  settled_on date,
  outcome text,
  settled_by text,
  settled_at timestamptz,
  constraint partnership_item_state_is_known check (state in ('open', 'done', 'not_done')),
  constraint partnership_item_is_settled_with_its_outcome check (
    (state = 'open') = (settled_on is null) and (state = 'open') = (outcome is null)
    and (state = 'open') = (settled_by is null))
);
create index partnership_plan_items_by_plan on partnership_plan_items (plan_id, due_on);
alter table partnership_plan_items enable row level security;
create policy partnership_plan_items_in_scope on partnership_plan_items
  using (in_scope(org_paths)) with check (in_scope(org_paths));
revoke delete on partnership_plan_items from jishi_app;

-- Help given within a partnership, of the four kinds of the document (art. 10).
create table partnership_supports (
  id uuid primary key default uuidv7(),
  subject_type text not null,
  subject_id uuid not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  org_paths ltree[] not null,
  kind text not null,
  given text not null,
  giver text not null,
  amount_fen bigint,
  given_on date not null,
  -- The paper that shows it: a receipt, a list of those trained, a handover.
  proof text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint partnership_support_subject_is_known check (subject_type in ('alliance', 'pair')),
  constraint partnership_support_kind_is_known check (kind in ('cadres', 'education', 'venue', 'funds')),
  constraint partnership_support_amount_is_positive check (amount_fen > 0),
  constraint partnership_support_of_money_has_its_amount check (kind <> 'funds' or amount_fen is not null)
);
create index partnership_supports_by_subject on partnership_supports (subject_type, subject_id, given_on);
create index partnership_supports_by_paths on partnership_supports using gist (org_paths);
alter table partnership_supports enable row level security;
create policy partnership_supports_in_scope on partnership_supports
  using (in_scope(org_paths)) with check (in_scope(org_paths));
revoke update, delete on partnership_supports from jishi_app;
