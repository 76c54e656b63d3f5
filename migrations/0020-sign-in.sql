-- Sign-in: what guards it, and to whose organization an account belongs.

-- The organization whose system administrator keeps the account.
alter table accounts add column home_org_id uuid references organizations (id);
-- A password that an administrator handed out is good until then; null for one chosen by its holder.
alter table accounts add column one_time_until timestamptz;
-- A second factor being enrolled; the confirmed one stays in force until the new one is confirmed.
alter table accounts add column totp_pending bytea;
alter table accounts add column last_signed_in_at timestamptz;
alter table accounts add constraint account_username_is_one_word check (username !~ '\s' and username <> '');

-- From where somebody signed in before: a stranger's failures elsewhere do not lock these out.
create table sign_in_addresses (
  account_id uuid not null references accounts (id) on delete cascade,
  address text not null,
  last_at timestamptz not null,
  primary key (account_id, address)
);

-- One-time codes of the set-up page, as hashes; printed on the console of an empty town.
create table set_up_codes (
  code_hash bytea primary key,
  good_until timestamptz not null
);
