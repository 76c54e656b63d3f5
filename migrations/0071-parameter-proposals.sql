-- A change of a local parameter: proposed with its reason by one person, approved by another, and only then a setting.
create table parameter_proposals (
  id uuid primary key default uuidv7(),
  key text not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  value jsonb not null,
  valid_from date not null,
  source text not null,
  reason text not null,
  state text not null default 'proposed',
  proposed_by uuid references accounts (id),
  proposer text not null,
  proposed_at timestamptz not null,
  decided_by uuid references accounts (id),
  decider text,
  decided_at timestamptz,
  refused_because text,
  constraint parameter_proposal_state_is_known check (state in ('proposed', 'approved', 'refused')),
  constraint parameter_is_approved_by_another check (decided_by is null or decided_by <> proposed_by)
);
create unique index parameter_has_one_open_proposal on parameter_proposals (key, org_id) where state = 'proposed';
alter table parameter_proposals enable row level security;
create policy parameter_proposals_in_scope on parameter_proposals using (in_scope(org_path)) with check (in_scope(org_path));
