-- Files that belong to records. The bytes lie in the blob store under their SHA-256.
create table files (
  id uuid primary key default gen_random_uuid(),
  sha256 text not null,
  name text not null,
  type text not null,
  bytes integer not null,
  -- The record that the file belongs to decides who sees it.
  owner_type text not null,
  owner_id uuid not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  uploaded_by uuid references accounts (id),
  uploaded_by_name text not null,
  at timestamptz not null,
  removed_at timestamptz,
  removed_because text,
  constraint file_is_named_by_its_content check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint file_has_content check (bytes > 0)
);
create index files_by_owner on files (owner_type, owner_id, at);
create index files_by_org on files (org_id, at desc);
create index files_by_content on files (sha256);

alter table files enable row level security;
create policy files_follow_their_organization on files using (in_scope(org_path)) with check (in_scope(org_path));
