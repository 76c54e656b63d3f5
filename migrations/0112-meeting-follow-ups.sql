-- What follows from a meeting: who carries it out until when, and what was reported.
create table meeting_follow_ups (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references meetings (id),
  vote_id uuid references meeting_votes (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  task text not null,
  -- The member record of whoever carries it out; null where there is none.
  person_id uuid references members (id),
  responsible text not null,
  due_on date not null,
  state text not null default 'open',
  created_at timestamptz not null,
  created_by_name text not null,
  report text,
  done_on date,
  reported_at timestamptz,
  reported_by_name text,
  dropped_at timestamptz,
  dropped_because text,
  version integer not null default 1,
  constraint follow_up_state_is_known check (state in ('open', 'done', 'dropped')),
  constraint follow_up_is_done_with_a_report check (
    (state = 'done') = (report is not null and done_on is not null and reported_at is not null)
  ),
  constraint follow_up_is_dropped_with_a_reason check ((state = 'dropped') = (dropped_at is not null and dropped_because is not null))
);
create index meeting_follow_ups_by_meeting on meeting_follow_ups (meeting_id, created_at);
create index meeting_follow_ups_by_person on meeting_follow_ups (person_id) where state = 'open';
create index meeting_follow_ups_by_org on meeting_follow_ups (org_id, due_on);
create index meeting_follow_ups_by_path on meeting_follow_ups using gist (org_path);
alter table meeting_follow_ups enable row level security;
create policy meeting_follow_ups_in_scope on meeting_follow_ups using (in_scope(org_path)) with check (in_scope(org_path));
create policy meeting_follow_up_seen_by_whoever_carries_it_out on meeting_follow_ups for select using (person_id = own_person());
revoke delete on meeting_follow_ups from jishi_app;
