-- Posts that a branch offers to members without office (设岗定责).
create table branch_posts (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  name text not null,
  duties text not null,
  opened_on date not null,
  closed_on date,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  constraint branch_post_closes_after_it_opens check (closed_on >= opened_on)
);
create unique index branch_post_is_named_once on branch_posts (org_id, name) where closed_on is null;
create index branch_posts_by_path on branch_posts using gist (org_path);
alter table branch_posts enable row level security;
create policy branch_posts_in_scope on branch_posts using (in_scope(org_path)) with check (in_scope(org_path));

-- What a member takes on for the branch: a post, a household for its neighbours, a pair with an able person.
create table engagements (
  id uuid primary key default uuidv7(),
  kind text not null,
  person_id uuid not null references members (id),
  person_name text not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  post_id uuid references branch_posts (id),
  -- The post's name, the household's area, the trade of a pair; and what is done there.
  title text not null,
  duties text not null,
  -- How many households a member's house serves: a number, never a list of residents.
  households integer,
  partner text,
  direction text,
  own_request boolean not null,
  on_paper boolean not null,
  proposed_on date not null,
  from_on date,
  until_on date,
  ended_on date,
  outcome text,
  state text not null,
  state_since date not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint engagement_kind_is_known check (kind in ('post', 'household', 'pair')),
  constraint engagement_state_is_known check (state in ('offered', 'applied', 'fixed', 'ended', 'declined', 'withdrawn')),
  constraint engagement_post_is_of_the_catalogue check ((kind = 'post') = (post_id is not null)),
  constraint engagement_household_counts_those_served check ((kind = 'household') = (households is not null)),
  constraint engagement_pair_has_two_sides check ((kind = 'pair') = (partner is not null and direction is not null)),
  constraint engagement_direction_is_known check (direction in ('to_able', 'to_member')),
  constraint engagement_outcome_is_of_a_pair check (outcome is null or (kind = 'pair' and outcome in ('reached', 'partly', 'not_reached'))),
  constraint engagement_runs_from_a_day check (state not in ('fixed', 'ended') or from_on is not null),
  constraint engagement_ends_with_its_day check ((state = 'ended') = (ended_on is not null)),
  constraint engagement_term_is_forward check (until_on >= from_on)
);
create unique index engagement_post_is_taken_once_by_a_member on engagements (person_id, post_id)
  where state in ('offered', 'applied', 'fixed');
create unique index engagement_household_is_one_for_a_host on engagements (person_id)
  where kind = 'household' and state in ('offered', 'applied', 'fixed');
create index engagements_by_org on engagements (org_id, kind, state);
create index engagements_by_path on engagements using gist (org_path);
alter table engagements enable row level security;
create policy engagements_in_scope on engagements using (in_scope(org_path)) with check (in_scope(org_path));
-- Everybody finds the own ones; what that opens is read by the act that found it.
create policy engagement_is_found_by_its_member on engagements for select using (person_id = own_person());

-- What was done, how the branch sees it, what the member answers; in its order.
create table engagement_entries (
  id uuid primary key default uuidv7(),
  engagement_id uuid not null references engagements (id),
  org_path ltree not null,
  kind text not null,
  happened_on date not null,
  outcome text,
  text text not null,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint engagement_entry_kind_is_known check (kind in ('record', 'review', 'answer')),
  constraint engagement_review_is_known check (outcome in ('kept', 'partly', 'not_kept')),
  constraint engagement_review_has_an_outcome check ((kind = 'review') = (outcome is not null)),
  constraint engagement_review_short_of_kept_has_reasons check (outcome is null or outcome = 'kept' or text <> '')
);
create index engagement_entries_by_engagement on engagement_entries (engagement_id, id);
alter table engagement_entries enable row level security;
create policy engagement_entries_in_scope on engagement_entries using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on engagement_entries from jishi_app;

create table engagement_steps (
  id uuid primary key default uuidv7(),
  engagement_id uuid not null references engagements (id),
  org_path ltree not null,
  move text not null,
  happened_on date not null,
  why text,
  recorder text not null,
  recorded_at timestamptz not null
);
create index engagement_steps_by_engagement on engagement_steps (engagement_id, id);
alter table engagement_steps enable row level security;
create policy engagement_steps_in_scope on engagement_steps using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on engagement_steps from jishi_app;
