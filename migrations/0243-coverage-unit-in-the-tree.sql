-- A unit that stands in the tree of organizations is the same unit in the register of coverage: its name is the tree's, and
-- `name` here only what it was when it was listed.
alter table coverage_units add column unit_org_id uuid references organizations (id);
create unique index organization_is_one_unit on coverage_units (unit_org_id) where closed_on is null;
