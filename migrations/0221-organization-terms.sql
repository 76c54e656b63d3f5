-- When the term of an organization's elected body began, and to when it was postponed with whose approval.
create table organization_terms (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  began_on date not null,
  reference text not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  constraint organization_term_begins_once_a_day unique (org_id, began_on)
);
create index organization_terms_by_path on organization_terms using gist (org_path);
alter table organization_terms enable row level security;
create policy organization_terms_in_scope on organization_terms using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on organization_terms from jishi_app;

create table organization_term_postponements (
  id uuid primary key default uuidv7(),
  term_id uuid not null references organization_terms (id),
  org_path ltree not null,
  until_on date not null,
  reason text not null,
  reference text not null,
  recorded_on date not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null
);
create index organization_term_postponements_by_term on organization_term_postponements (term_id, id);
alter table organization_term_postponements enable row level security;
create policy organization_term_postponements_in_scope on organization_term_postponements
  using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on organization_term_postponements from jishi_app;
