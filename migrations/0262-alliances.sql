-- Villages, communities and firms that build together (村居、村村、村企联建), by an agreement that each of them confirms.
create table alliances (
  id uuid primary key default uuidv7(),
  kind text not null,
  title text not null,
  -- The village that leads and owes the plan.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- Of every partner that stands in the tree.
  org_paths ltree[] not null,
  tasks text not null,
  fund_fen bigint,
  fund_source text,
  since date not null,
  until_on date not null,
  state text not null default 'draft',
  -- The later of its first day and the day on which the last partner agreed.
  runs_from date,
  ended_on date,
  review text,
  renews uuid references alliances (id),
  drafted_by text not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint alliance_kind_is_known check (kind in ('village_community', 'village_village', 'village_firm')),
  constraint alliance_state_is_known check (state in ('draft', 'running', 'ended', 'withdrawn')),
  constraint alliance_fund_names_its_source check ((fund_fen is null) = (fund_source is null)),
  constraint alliance_fund_is_positive check (fund_fen > 0),
  constraint alliance_term_is_forward check (until_on >= since),
  constraint alliance_runs_once_all_agreed check ((runs_from is not null) = (state in ('running', 'ended'))),
  constraint alliance_ends_after_it_began check (ended_on >= runs_from),
  constraint alliance_ends_with_its_review check (
    (state = 'ended') = (ended_on is not null) and (state in ('ended', 'withdrawn')) = (review is not null))
);
create index alliances_by_paths on alliances using gist (org_paths);
create index alliances_by_lead on alliances (org_id);
alter table alliances enable row level security;
create policy alliances_in_scope on alliances using (in_scope(org_paths)) with check (in_scope(org_paths));
revoke delete on alliances from jishi_app;

create table alliance_partners (
  id uuid primary key default uuidv7(),
  alliance_id uuid not null references alliances (id),
  org_paths ltree[] not null,
  place integer not null,
  side text not null,
  org_id uuid references organizations (id),
  -- A partner from outside the town, with the office that answers there.
  outside_name text,
  contact text,
  signer text,
  signed_on date,
  signed_by text,
  signed_at timestamptz,
  constraint alliance_partner_side_is_known check (side in ('village', 'community', 'firm', 'other')),
  constraint alliance_partner_stands_in_the_tree_or_outside check (
    (org_id is null) = (outside_name is not null) and (outside_name is null) = (contact is null)),
  constraint alliance_partner_signs_whole check (
    (signed_on is null) = (signer is null) and (signed_on is null) = (signed_by is null)
    and (signed_on is null) = (signed_at is null)),
  constraint alliance_has_a_partner_once unique (alliance_id, org_id),
  constraint alliance_partners_have_places unique (alliance_id, place)
);
alter table alliance_partners enable row level security;
create policy alliance_partners_in_scope on alliance_partners
  using (in_scope(org_paths)) with check (in_scope(org_paths));
revoke delete on alliance_partners from jishi_app;

-- What an alliance builds, with the money by where it comes from and what it goes for: a statement, no book-keeping.
create table alliance_projects (
  id uuid primary key default uuidv7(),
  alliance_id uuid not null references alliances (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  org_paths ltree[] not null,
  title text not null,
  began_on date not null,
  state text not null default 'under_way',
  settled_on date,
  outcome text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint alliance_project_state_is_known check (state in ('under_way', 'done', 'not_done')),
  constraint alliance_project_is_settled_with_its_outcome check (
    (state = 'under_way') = (settled_on is null) and (state = 'under_way') = (outcome is null)),
  constraint alliance_project_is_settled_after_it_began check (settled_on >= began_on)
);
create index alliance_projects_by_alliance on alliance_projects (alliance_id, began_on);
alter table alliance_projects enable row level security;
create policy alliance_projects_in_scope on alliance_projects
  using (in_scope(org_paths)) with check (in_scope(org_paths));
revoke delete on alliance_projects from jishi_app;

create table alliance_project_money (
  id uuid primary key default uuidv7(),
  project_id uuid not null references alliance_projects (id),
  org_paths ltree[] not null,
  direction text not null,
  what text not null,
  amount_fen bigint not null,
  happened_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint alliance_money_comes_or_goes check (direction in ('source', 'use')),
  constraint alliance_money_is_positive check (amount_fen > 0)
);
create index alliance_project_money_by_project on alliance_project_money (project_id, happened_on);
alter table alliance_project_money enable row level security;
create policy alliance_project_money_in_scope on alliance_project_money
  using (in_scope(org_paths)) with check (in_scope(org_paths));
revoke update, delete on alliance_project_money from jishi_app;
