-- Accounts, sessions and the roles that people hold at organizations for a period.
create table accounts (
  id uuid primary key default uuidv7(),
  username text not null,
  display_name text not null,
  -- The member record of the account's holder, where there is one.
  person_id uuid,
  password_hash text,
  password_set_at timestamptz,
  password_must_change boolean not null default false,
  email text,
  locale text not null default 'zh-CN',
  elder_mode boolean not null default false,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  -- The last accepted time step: a code is accepted once.
  totp_last_step bigint,
  recovery_code_hashes text[] not null default '{}',
  oidc_issuer text,
  oidc_subject text,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint account_locale_is_known check (locale in ('zh-CN', 'en')),
  constraint account_oidc_identity_is_unique unique (oidc_issuer, oidc_subject)
);
create unique index account_username_is_unique on accounts (lower(username));

create table password_history (
  account_id uuid not null references accounts (id) on delete cascade,
  password_hash text not null,
  set_at timestamptz not null default now()
);
create index password_history_by_account on password_history (account_id, set_at desc);

-- The id is the SHA-256 of the token in the cookie; the token itself is nowhere.
create table sessions (
  id text primary key,
  account_id uuid not null references accounts (id) on delete cascade,
  -- What is still to do before the session counts.
  step text not null default 'signed_in',
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  proven_until timestamptz,
  address text not null,
  device text not null,
  constraint session_step_is_known check (step in ('signed_in', 'code_required', 'password_change_required', 'second_factor_required'))
);
create index sessions_by_account on sessions (account_id);

create table sign_in_failures (
  -- 'account:<id>' or 'address:<network>'
  subject text primary key,
  failures integer not null,
  last_failure_at timestamptz not null,
  locked_until timestamptz
);

create table role_grants (
  id uuid primary key default uuidv7(),
  account_id uuid not null references accounts (id),
  role text not null,
  org_id uuid not null references organizations (id),
  valid daterange not null,
  granted_by uuid references accounts (id),
  reason text,
  constraint role_is_granted_once_at_a_time exclude using gist (account_id with =, role with =, org_id with =, valid with &&)
);
create index role_grants_by_account on role_grants (account_id);
create index role_grants_by_org on role_grants (org_id);
