-- Notices to people, and how their mail fared.
grant select on schema_migrations to jishi_app;

-- The account of the person acting, for what is their own.
create function own_account() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.account', true), '')::uuid;

create table notices (
  id uuid primary key default uuidv7(),
  account_id uuid not null references accounts (id) on delete cascade,
  -- Message keys notice.<key>.title and notice.<key>.text.
  key text not null,
  -- What the text shows in the app alone.
  params jsonb not null,
  -- What may also stand in a mail: never anything about a third person.
  open_params jsonb not null,
  path text not null,
  urgent boolean not null,
  at timestamptz not null,
  read_at timestamptz,
  -- The record that it is about, so that its keeper sees who was reached.
  subject_type text,
  subject_id uuid,
  org_path ltree,
  mail text not null,
  mail_attempts integer not null default 0,
  mail_settled_at timestamptz,
  -- Code of the mail server or of the network, never its text.
  mail_error text,
  constraint notice_path_is_ours check (path ~ '^/[^/]' or path = '/'),
  constraint notice_mail_is_known check (mail in ('none', 'waiting', 'sent', 'failed', 'read_before'))
);
create index notices_by_account on notices (account_id, at desc);
create index notices_unread on notices (account_id) where read_at is null;
create index notices_waiting_for_mail on notices (account_id) where mail = 'waiting';
create index notices_by_subject on notices (subject_type, subject_id);

alter table notices enable row level security;
create policy notices_are_written_by_acts on notices for insert with check (true);
create policy notices_are_read_by_their_addressee on notices for select
  using (account_id = own_account() or in_scope(org_path) or in_scope(''::ltree));
create policy notices_are_settled on notices for update
  using (account_id = own_account() or in_scope(''::ltree));
create policy notices_are_cleared_away on notices for delete using (in_scope(''::ltree));
