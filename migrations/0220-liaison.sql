-- Who keeps in touch with whom: a leader with a village, a branch with a branch, a member with a household.
create table liaison_pairs (
  id uuid primary key default uuidv7(),
  kind text not null,
  -- The leader, the member, or who answers for the pair in the branch that helps.
  person_id uuid not null references members (id),
  person_name text not null,
  -- The side that helps: the town's committee for its leaders, the branch otherwise.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- The side that is visited; a household is none.
  to_org_id uuid references organizations (id),
  to_org_path ltree,
  -- The householder's name and nothing else of the house; after the end its family name alone.
  household text,
  since date not null,
  until_on date,
  ended_on date,
  ending text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint liaison_pair_kind_is_known check (kind in ('leader', 'branch', 'household')),
  constraint liaison_pair_names_the_visited_whole check ((to_org_id is null) = (to_org_path is null)),
  constraint liaison_pair_visits_an_organization_or_a_household
    check ((kind = 'household') = (household is not null) and (kind = 'household') = (to_org_id is null)),
  constraint liaison_pair_has_two_sides check (to_org_id <> org_id),
  constraint liaison_pair_term_is_forward check (until_on >= since),
  constraint liaison_pair_ends_after_it_begins check (ended_on >= since),
  constraint liaison_pair_ends_with_its_reason check ((ended_on is null) = (ending is null))
);
create unique index liaison_pair_runs_once on liaison_pairs
  (kind, (case when kind = 'branch' then org_id else person_id end), (coalesce(to_org_id::text, household)))
  where ended_on is null;
create index liaison_pairs_by_path on liaison_pairs using gist (org_path);
create index liaison_pairs_by_visited on liaison_pairs using gist (to_org_path);
create index liaison_pairs_by_person on liaison_pairs (person_id);
alter table liaison_pairs enable row level security;
create policy liaison_pairs_in_scope on liaison_pairs
  using (in_scope(org_path) or in_scope(to_org_path)) with check (in_scope(org_path) or in_scope(to_org_path));
-- Everybody finds the own ones; what that opens is read by the act that found it.
create policy liaison_pair_is_found_by_its_person on liaison_pairs for select using (person_id = own_person());

create table liaison_visits (
  id uuid primary key default uuidv7(),
  pair_id uuid not null references liaison_pairs (id),
  org_path ltree not null,
  to_org_path ltree,
  happened_on date not null,
  note text not null,
  recorder text not null,
  recorded_at timestamptz not null
);
create index liaison_visits_by_pair on liaison_visits (pair_id, happened_on);
alter table liaison_visits enable row level security;
create policy liaison_visits_in_scope on liaison_visits
  using (in_scope(org_path) or in_scope(to_org_path)) with check (in_scope(org_path) or in_scope(to_org_path));
revoke update, delete on liaison_visits from jishi_app;

-- What a visit brought: a need, who handles it by when, and what came of it.
create table liaison_needs (
  id uuid primary key default uuidv7(),
  pair_id uuid not null references liaison_pairs (id),
  visit_id uuid not null references liaison_visits (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  to_org_path ltree,
  kind text not null,
  wanted text not null,
  handler text not null,
  noted_on date not null,
  due_on date not null,
  state text not null default 'open',
  settled_on date,
  result text,
  settled_by text,
  settled_at timestamptz,
  constraint liaison_need_kind_is_known check (kind in ('cadres', 'education', 'venue', 'funds', 'daily')),
  constraint liaison_need_state_is_known check (state in ('open', 'done', 'not_done')),
  constraint liaison_need_is_due_after_it_was_noted check (due_on >= noted_on),
  constraint liaison_need_is_settled_after_it_was_noted check (settled_on >= noted_on),
  constraint liaison_need_is_settled_with_its_result check ((state = 'open') = (settled_on is null) and (state = 'open') = (result is null))
);
create index liaison_needs_by_pair on liaison_needs (pair_id, id);
create index liaison_needs_open on liaison_needs using gist (org_path) where state = 'open';
alter table liaison_needs enable row level security;
create policy liaison_needs_in_scope on liaison_needs
  using (in_scope(org_path) or in_scope(to_org_path)) with check (in_scope(org_path) or in_scope(to_org_path));
revoke delete on liaison_needs from jishi_app;
