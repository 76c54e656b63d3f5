-- Meetings: who should come, who came, what was said and decided; and the rosters of bodies that meet.

-- Who sits in a body for a period: a branch committee, a villagers' committee, representatives.
create table body_members (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  body text not null,
  name text not null,
  person_id uuid references members (id),
  -- Empty where nobody stands for a household.
  household text not null default '',
  sex text,
  valid daterange not null,
  created_at timestamptz not null,
  created_by uuid references accounts (id),
  constraint body_seat_is_held_once_at_a_time exclude using gist (org_id with =, body with =, name with =, household with =, valid with &&),
  constraint body_member_sex_is_known check (sex in ('male', 'female'))
);
create index body_members_by_org on body_members (org_id, body);
create index body_members_by_path on body_members using gist (org_path);
alter table body_members enable row level security;
create policy body_members_in_scope on body_members using (in_scope(org_path)) with check (in_scope(org_path));

create table meetings (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  kind text not null,
  title text not null,
  place text not null,
  planned_on date not null,
  -- Hour and minute in China, as written on the call.
  starts_at text not null,
  state text not null,
  -- Three dates apart: called, held, recorded (closed_at).
  called_on date,
  -- The day on which those who should come were told, where that was done outside the system.
  told_on date,
  held_on date,
  host text,
  recorder text,
  -- People counted by head where nobody keeps a list of names: unit → { eligible, present }.
  turnout jsonb,
  state_reason text,
  created_at timestamptz not null,
  created_by uuid references accounts (id),
  closed_at timestamptz,
  closed_by uuid references accounts (id),
  closed_by_name text,
  annulled_at timestamptz,
  version integer not null default 1,
  constraint meeting_state_is_known check (state in ('planned', 'called', 'held', 'closed', 'cancelled', 'annulled')),
  constraint meeting_is_recorded_after_it_was_held check (state not in ('held', 'closed', 'annulled') or held_on is not null),
  constraint meeting_hour_is_written_so check (starts_at ~ '^[0-2][0-9]:[0-5][0-9]$')
);
create index meetings_by_org on meetings (org_id, planned_on desc);
create index meetings_by_day on meetings (planned_on desc, id desc);
create index meetings_as_evidence on meetings (kind, held_on) include (org_id) where state = 'closed';
create index meetings_by_path on meetings using gist (org_path);
alter table meetings enable row level security;
create policy meetings_in_scope on meetings using (in_scope(org_path)) with check (in_scope(org_path));

create table meeting_items (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references meetings (id),
  org_path ltree not null,
  position integer not null,
  title text not null,
  minutes text not null default '',
  version integer not null default 1,
  constraint meeting_item_has_its_place unique (meeting_id, position)
);
alter table meeting_items enable row level security;
create policy meeting_items_in_scope on meeting_items using (in_scope(org_path)) with check (in_scope(org_path));

create table meeting_attendees (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references meetings (id),
  org_path ltree not null,
  -- Member record or seat in a body; both null for guests.
  person_id uuid references members (id),
  seat_id uuid references body_members (id),
  name text not null,
  votes boolean not null,
  guest boolean not null,
  status text not null default 'unknown',
  reason text,
  -- The moment of the tap that stands.
  tapped_at timestamptz,
  tapped_by_name text,
  constraint attendee_status_is_known check (status in ('unknown', 'present', 'excused', 'absent')),
  constraint attendee_guest_has_no_vote check (not (guest and votes)),
  constraint attendee_person_is_listed_once unique (meeting_id, person_id),
  constraint attendee_seat_is_listed_once unique (meeting_id, seat_id)
);
create index meeting_attendees_by_meeting on meeting_attendees (meeting_id);
create index meeting_attendees_by_person on meeting_attendees (person_id);
alter table meeting_attendees enable row level security;
create policy meeting_attendees_in_scope on meeting_attendees using (in_scope(org_path)) with check (in_scope(org_path));

-- Every tap, also those that another one overtook.
create table meeting_taps (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references meetings (id),
  attendee_id uuid not null references meeting_attendees (id),
  org_path ltree not null,
  status text not null,
  reason text,
  tapped_at timestamptz not null,
  received_at timestamptz not null,
  account_id uuid references accounts (id),
  account_name text not null
);
create index meeting_taps_by_attendee on meeting_taps (attendee_id, tapped_at);
alter table meeting_taps enable row level security;
create policy meeting_taps_in_scope on meeting_taps using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on meeting_taps from jishi_app;

create table meeting_votes (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references meetings (id),
  item_id uuid references meeting_items (id),
  org_path ltree not null,
  question text not null,
  mode text not null,
  state text not null,
  -- The round of a paper count; a count that cannot be settled begins anew.
  round integer not null default 1,
  -- Who could vote when it was decided: unit, eligible, present.
  electorate jsonb,
  counts jsonb,
  passed boolean,
  verdict jsonb,
  void_reason text,
  opened_at timestamptz not null,
  opened_by uuid references accounts (id),
  decided_at timestamptz,
  constraint vote_mode_is_known check (mode in ('hands', 'named', 'paper')),
  constraint vote_state_is_known check (state in ('open', 'decided', 'void')),
  constraint vote_decided_has_its_verdict check (
    state <> 'decided' or (passed is not null and counts is not null and electorate is not null and verdict is not null)
  )
);
create index meeting_votes_by_meeting on meeting_votes (meeting_id, opened_at);
create index meeting_votes_open on meeting_votes (opened_at) where state = 'open';
alter table meeting_votes enable row level security;
create policy meeting_votes_in_scope on meeting_votes using (in_scope(org_path)) with check (in_scope(org_path));

create table meeting_named_votes (
  vote_id uuid not null references meeting_votes (id),
  attendee_id uuid not null references meeting_attendees (id),
  org_path ltree not null,
  choice text not null,
  constraint named_vote_is_cast_once primary key (vote_id, attendee_id),
  constraint named_vote_is_known check (choice in ('yes', 'no', 'abstain'))
);
alter table meeting_named_votes enable row level security;
create policy meeting_named_votes_in_scope on meeting_named_votes using (in_scope(org_path)) with check (in_scope(org_path));

create table meeting_teller_sheets (
  vote_id uuid not null references meeting_votes (id),
  round integer not null,
  teller uuid not null references accounts (id),
  teller_name text not null,
  org_path ltree not null,
  place integer not null,
  count jsonb not null,
  handed_in_at timestamptz not null,
  constraint teller_counts_once_in_a_round primary key (vote_id, round, teller),
  constraint teller_sheets_come_one_after_another unique (vote_id, round, place)
);
alter table meeting_teller_sheets enable row level security;
create policy meeting_teller_sheets_in_scope on meeting_teller_sheets using (in_scope(org_path)) with check (in_scope(org_path));

-- What a meeting is about beyond itself: a case of another module.
create table meeting_subjects (
  meeting_id uuid not null references meetings (id),
  org_path ltree not null,
  subject_type text not null,
  subject_id uuid not null,
  primary key (meeting_id, subject_type, subject_id)
);
create index meeting_subjects_by_subject on meeting_subjects (subject_type, subject_id);
alter table meeting_subjects enable row level security;
create policy meeting_subjects_in_scope on meeting_subjects using (in_scope(org_path)) with check (in_scope(org_path));

-- A closed record is never rewritten: what was wrong in it is said beside it.
create table meeting_corrections (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references meetings (id),
  org_path ltree not null,
  text text not null,
  reason text not null,
  at timestamptz not null,
  by_account uuid references accounts (id),
  by_name text not null
);
create index meeting_corrections_by_meeting on meeting_corrections (meeting_id, at);
alter table meeting_corrections enable row level security;
create policy meeting_corrections_in_scope on meeting_corrections using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on meeting_teller_sheets, meeting_named_votes, meeting_corrections, meetings from jishi_app;
