-- What happened: insert-only, written in the transaction of the act, sealed in batches into a Merkle tree.
create table audit_events (
  id uuid primary key default uuidv7(),
  -- Transaction id: the sealer takes only what no running transaction can still precede.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  on_behalf_of uuid,
  permission text not null,
  event text not null,
  org_id uuid,
  org_path ltree,
  subject_type text,
  subject_id uuid,
  before jsonb,
  after jsonb,
  reason text,
  -- SHA-256 of the canonical JSON of the row's content.
  row_hash bytea not null,
  seal_no bigint
);
create index audit_events_by_subject on audit_events (subject_type, subject_id, at desc);
create index audit_events_by_time on audit_events (at desc);
create index audit_events_by_actor on audit_events (actor_id, at desc);
create index audit_events_unsealed on audit_events (xid) where seal_no is null;

create table audit_seals (
  seal_no bigint primary key,
  sealed_at timestamptz not null,
  leaf_count integer not null,
  -- Root over this batch's row hashes, and the root over all seals so far.
  batch_root bytea not null,
  log_root bytea not null
);
revoke update, delete on audit_events, audit_seals from jishi_app;
grant update (seal_no) on audit_events to jishi_app;

-- A repeated submit gives the first answer again.
create table idempotent_replies (
  account_id uuid not null,
  key uuid not null,
  endpoint text not null,
  request_hash bytea not null,
  status integer not null,
  reply jsonb not null,
  at timestamptz not null,
  primary key (account_id, key)
);
create index idempotent_replies_by_time on idempotent_replies (at);

-- Values of parameters that the town itself may set, beside the rulebooks; approved and with a reason.
create table parameter_settings (
  id uuid primary key default uuidv7(),
  key text not null,
  org_id uuid not null references organizations (id),
  value jsonb not null,
  valid daterange not null,
  source text not null,
  reason text not null,
  set_by uuid references accounts (id),
  set_at timestamptz not null,
  constraint parameter_has_one_value_at_a_time exclude using gist (key with =, org_id with =, valid with &&)
);
