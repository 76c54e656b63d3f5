-- Villages and units that a joint branch covers, each from a day to a day.
create table joint_branch_units (
  branch_id uuid not null references organizations (id),
  org_path ltree not null,
  unit_id uuid not null references organizations (id),
  valid daterange not null,
  reference text not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  primary key (branch_id, unit_id, valid without overlaps)
);
create index joint_branch_units_by_unit on joint_branch_units (unit_id);
alter table joint_branch_units enable row level security;
create policy joint_branch_units_in_scope on joint_branch_units using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on joint_branch_units from jishi_app;
