-- What a member says is wrong in the own record: the value as it stood and the value asked for both stay, whatever is decided.
create table record_corrections (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  person_name text not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- By the roster's name.
  field text not null,
  stood text,
  proposed text not null,
  why text not null,
  submitted_on date not null,
  due_on date not null,
  state text not null default 'open',
  decided_on date,
  decider text,
  decided_because text,
  recorded_at timestamptz not null,
  constraint record_correction_state_is_known check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  constraint record_correction_ends_on_a_day check ((state = 'open') = (decided_on is null)),
  constraint record_correction_is_refused_with_a_reason check (state <> 'refused' or decided_because is not null)
);
create unique index record_correction_is_open_once_a_field on record_corrections (person_id, field) where state = 'open';
create index record_corrections_by_path on record_corrections using gist (org_path);
alter table record_corrections enable row level security;
create policy record_corrections_in_scope on record_corrections
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path) or person_id = own_person());
revoke delete on record_corrections from jishi_app;
