-- What is made public: proposed, reviewed, approved, published; every publishing, correction and end is a leaf of a public log.
create table publications (
  id uuid primary key default uuidv7(),
  -- Short public code, in addresses and on paper; random, so that it tells nothing.
  code text not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  catalogue_key text not null,
  subject_type text not null,
  subject_id uuid not null,
  state text not null default 'proposed',
  audience text not null,
  profile text not null,
  title text not null,
  -- As proposed, for the office; what leaves is public_content, masked and frozen at publishing.
  content jsonb not null,
  public_title text,
  public_content jsonb,
  shown_days integer,
  shown_unit text,
  due_on date,
  shown_from date,
  shown_until date,
  proposed_by uuid references accounts (id),
  proposed_at timestamptz not null,
  reviewed_by uuid references accounts (id),
  reviewed_at timestamptz,
  review_note text,
  approved_by uuid references accounts (id),
  approved_at timestamptz,
  published_by uuid references accounts (id),
  published_at timestamptz,
  ended_at timestamptz,
  returned_reason text,
  -- The publication that this one corrects, and why.
  corrects uuid references publications (id),
  correction_reason text,
  version integer not null default 1,
  constraint publication_code_is_unique unique (code),
  constraint publication_state_is_known check (state in ('proposed', 'reviewed', 'approved', 'published', 'corrected', 'ended', 'returned')),
  constraint publication_audience_is_known check (audience in ('society', 'region', 'unit', 'members')),
  constraint publication_reviewer_is_another check (reviewed_by is null or reviewed_by <> proposed_by),
  constraint publication_approver_is_another check (approved_by is null or approved_by <> reviewed_by),
  constraint publication_is_corrected_once unique (corrects)
);
create index publications_by_org on publications (org_id, published_at desc);
create index publications_by_subject on publications (subject_type, subject_id);
create index publications_by_catalogue on publications (catalogue_key, org_id);
alter table publications enable row level security;
create policy publications_in_scope on publications using (in_scope(org_path)) with check (in_scope(org_path));

-- Said against a publication; the text and the contact are never public.
create table objections (
  id uuid primary key default gen_random_uuid(),
  publication_id uuid not null references publications (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- SHA-256 of the code with which the writer follows the answer.
  code_hash bytea not null,
  received_on date not null,
  received_by uuid references accounts (id),
  channel text not null,
  text_sealed bytea not null,
  contact_sealed bytea,
  answer_due_on date not null,
  answer text,
  upheld boolean,
  answered_by uuid references accounts (id),
  answered_at timestamptz,
  version integer not null default 1,
  constraint objection_channel_is_known check (channel in ('online', 'paper', 'spoken')),
  constraint objection_code_is_unique unique (code_hash)
);
create index objections_by_publication on objections (publication_id);
alter table objections enable row level security;
create policy objections_in_scope on objections using (in_scope(org_path)) with check (in_scope(org_path));

-- The public log. Leaves hold salted hashes only; the salt can be deleted with the content, the tree stands.
create table disclosure_leaves (
  index bigint primary key,
  publication_code text not null,
  event text not null,
  at timestamptz not null,
  content_hash bytea not null,
  leaf_hash bytea not null,
  -- Root over all leaves up to this one: the checkpoint printed on the notice.
  root bytea not null,
  constraint disclosure_event_is_known check (event in ('published', 'corrected', 'ended'))
);
create index disclosure_leaves_by_code on disclosure_leaves (publication_code);
create table disclosure_salts (
  index bigint primary key references disclosure_leaves (index),
  salt bytea not null
);
-- One row, locked while a leaf is appended: leaves have an order and no gaps.
create table disclosure_head (
  one boolean primary key default true,
  size bigint not null,
  constraint disclosure_head_is_one_row check (one)
);
insert into disclosure_head (size) values (0);
revoke update, delete on disclosure_leaves from jishi_app;
revoke insert, delete on disclosure_head from jishi_app;
