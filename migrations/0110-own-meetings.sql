-- The side of those who are called: their own place on the list, what they answer ahead, and the papers they may see.

-- Everybody reads the own place, wherever the meeting is held; what it opens is read by the act that found it.
create policy meeting_attendee_sees_the_own_place on meeting_attendees for select using (person_id = own_person());

-- Every answer to a call; the latest for the day on which the meeting is now planned stands. The list itself is marked at the meeting.
create table meeting_answers (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references meetings (id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  for_day date not null,
  coming boolean not null,
  reason text,
  at timestamptz not null,
  constraint leave_is_asked_with_a_reason check (coming or reason is not null)
);
create index meeting_answers_by_meeting on meeting_answers (meeting_id, for_day, person_id, id desc);
alter table meeting_answers enable row level security;
create policy meeting_answers_in_scope on meeting_answers using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on meeting_answers from jishi_app;

-- Files of a meeting that those who are called may open, also before it.
create table meeting_papers (
  file_id uuid primary key references files (id),
  meeting_id uuid not null references meetings (id),
  org_path ltree not null,
  shown_at timestamptz not null,
  shown_by uuid references accounts (id)
);
create index meeting_papers_by_meeting on meeting_papers (meeting_id);
alter table meeting_papers enable row level security;
create policy meeting_papers_in_scope on meeting_papers using (in_scope(org_path)) with check (in_scope(org_path));
