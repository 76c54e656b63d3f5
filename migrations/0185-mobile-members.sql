-- Members who live and work elsewhere while their membership stays (out), and those of other places who take part here (in).
create table mobile_stays (
  id uuid primary key default uuidv7(),
  direction text not null,
  -- The member of ours who is away; somebody from elsewhere is no record of our roll.
  person_id uuid references members (id),
  person_name text not null,
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  since date not null,
  place text not null,
  occupation text not null,
  -- The organization at the other end: where a member takes part, or from where a guest comes.
  counterpart text,
  -- Who in the branch keeps in touch.
  contact_person_id uuid references members (id),
  ended_on date,
  ending text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint mobile_stay_direction_is_known check (direction in ('out', 'in')),
  constraint mobile_stay_out_is_of_a_member check ((direction = 'out') = (person_id is not null)),
  constraint mobile_stay_occupation_is_known check (occupation in ('employment', 'business', 'study', 'family', 'other')),
  constraint mobile_stay_ending_is_known check (ending in ('returned', 'transferred', 'left')),
  constraint mobile_stay_ends_with_its_reason check ((ended_on is null) = (ending is null)),
  constraint mobile_stay_ends_after_it_begins check (ended_on >= since)
);
create unique index mobile_stay_is_one_at_a_time on mobile_stays (person_id) where ended_on is null;
create index mobile_stays_by_org on mobile_stays (org_id, direction, since);
create index mobile_stays_by_path on mobile_stays using gist (org_path);
alter table mobile_stays enable row level security;
create policy mobile_stays_in_scope on mobile_stays
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));

create table mobile_contacts (
  id uuid primary key default uuidv7(),
  stay_id uuid not null references mobile_stays (id),
  org_path ltree not null,
  happened_on date not null,
  way text not null,
  note text not null,
  recorder text not null,
  recorded_at timestamptz not null,
  constraint mobile_contact_way_is_known check (way in ('phone', 'message', 'visit', 'meeting'))
);
create index mobile_contacts_by_stay on mobile_contacts (stay_id, happened_on);
alter table mobile_contacts enable row level security;
create policy mobile_contacts_in_scope on mobile_contacts using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on mobile_contacts from jishi_app;
