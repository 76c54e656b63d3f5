-- One day of a loaded year put right, with the reason; what it was before stays readable.
create table calendar_corrections (
  id uuid primary key default uuidv7(),
  day date not null,
  before text not null,
  after text not null,
  name text,
  reason text not null,
  corrected_by uuid references accounts (id),
  corrector text not null,
  corrected_at timestamptz not null,
  constraint calendar_correction_is_of_a_known_kind
    check (before in ('holiday', 'workday', 'ordinary') and after in ('holiday', 'workday', 'ordinary')),
  constraint calendar_correction_changes_something check (before <> after)
);
create index calendar_corrections_by_day on calendar_corrections (day);
revoke update, delete on calendar_corrections from jishi_app;
