-- Party groups: set up by a branch for a workshop, a team or a villagers' group. The group itself is an organization of the
-- tree, its members sit in the body `party_group`; here stand where it works and who leads it.
create table party_groups (
  group_id uuid primary key references organizations (id),
  org_path ltree not null,
  workplace_kind text not null,
  workplace text not null,
  basis text not null,
  version integer not null default 1,
  constraint party_group_workplace_kind_is_known check (workplace_kind in ('workshop', 'team', 'villager_group', 'other'))
);
create index party_groups_by_path on party_groups using gist (org_path);
alter table party_groups enable row level security;
create policy party_groups_in_scope on party_groups using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on party_groups from jishi_app;

create table party_group_leaders (
  group_id uuid not null references party_groups (group_id),
  org_path ltree not null,
  person_id uuid not null references members (id),
  person_name text not null,
  how text not null,
  valid daterange not null,
  ending text,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint party_group_has_one_leader_at_a_time primary key (group_id, valid without overlaps),
  constraint party_group_leader_is_appointed_or_elected check (how in ('appointed', 'elected'))
);
alter table party_group_leaders enable row level security;
create policy party_group_leaders_in_scope on party_group_leaders using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on party_group_leaders from jishi_app;
