-- The tree of organizations, each fact with its period.
create table organizations (
  id uuid primary key default uuidv7(),
  code text not null,
  kind text not null,
  -- Ids from the root to this row, as of now; rewritten below a re-parented organization in the same transaction.
  path ltree not null,
  founded_on date not null,
  founding_reference text,
  dissolved_on date,
  dissolution_reference text,
  order_no integer not null default 0,
  version integer not null default 1,
  constraint organization_code_is_unique unique (code),
  constraint organization_dissolved_after_founding check (dissolved_on is null or dissolved_on >= founded_on)
);
create index organizations_path on organizations using gist (path);

create table organization_names (
  org_id uuid not null references organizations (id),
  name text not null,
  short_name text not null,
  valid daterange not null,
  reason text,
  constraint organization_has_one_name_at_a_time primary key (org_id, valid without overlaps)
);

create table organization_parents (
  org_id uuid not null references organizations (id),
  parent_id uuid not null references organizations (id),
  valid daterange not null,
  reason text,
  constraint organization_has_one_parent_at_a_time primary key (org_id, valid without overlaps),
  constraint organization_is_not_its_own_parent check (org_id <> parent_id)
);
create index organization_parents_by_parent on organization_parents (parent_id);
