-- Working days by year, as the State Council's notice gives them; a year that is not here is refused, never guessed.
create table calendar_years (
  year integer primary key,
  source text not null,
  loaded_at timestamptz not null default now()
);
create table calendar_days (
  day date primary key,
  kind text not null,
  name text,
  constraint calendar_day_is_holiday_or_workday check (kind in ('holiday', 'workday'))
);

-- A duty that need not be done in one period, with the reason and who said so.
create table duty_excuses (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  duty text not null,
  period text not null,
  reason text not null,
  excused_by uuid not null references accounts (id),
  excused_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint duty_is_excused_once exclude using gist (org_id with =, duty with =, period with =) where (withdrawn_at is null)
);
alter table duty_excuses enable row level security;
create policy duty_excuses_in_scope on duty_excuses using (in_scope(org_path)) with check (in_scope(org_path));
