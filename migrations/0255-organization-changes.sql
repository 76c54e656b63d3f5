-- Cases by which Party organizations are set up, merged and dissolved: what was applied for, what the committee decided, what
-- took effect, who was elected, how it was filed with the county.

create table organization_changes (
  id uuid primary key default uuidv7(),
  type text not null,
  -- Under which the new one stands; into which others are merged; or which is dissolved.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  -- What the case is called in lists: the new name, or the present ones.
  subject_name text not null,
  new_kind text,
  new_name text,
  new_short_name text,
  -- Which came out of it; empty until it takes effect.
  result_id uuid references organizations (id),
  need text not null,
  secretary_id uuid references members (id),
  -- Of a temporary branch: when its work is to end.
  ends_on date,
  applied_on date not null,
  state text not null,
  state_since date not null,
  -- Until when the next step is usually done, by the rule of the day on which the case came here.
  due_on date,
  decision_id uuid references meeting_votes (id),
  -- As the committee was asked, for those who do not see its meetings.
  decision_question text,
  decided_on date,
  approval_reference text,
  effective_on date,
  filed_on date,
  filing_no text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint organization_change_type_is_known check (type in ('set_up', 'merge', 'dissolve')),
  constraint organization_change_state_is_known
    check (state in ('applied', 'returned', 'approved', 'in_effect', 'elected', 'filed', 'withdrawn')),
  constraint organization_change_names_the_new_one_whole
    check ((new_kind is null) = (new_name is null) and (new_kind is null) = (new_short_name is null)),
  constraint organization_set_up_names_the_new_one check (type <> 'set_up' or new_kind is not null),
  constraint organization_dissolution_founds_nothing check (type <> 'dissolve' or new_kind is null),
  constraint temporary_branch_has_its_end check ((new_kind is not distinct from 'temporary_branch') = (ends_on is not null)),
  constraint organization_change_keeps_its_approval_whole
    check ((decision_id is null) = (decision_question is null) and (decision_id is null) = (decided_on is null)
      and (decision_id is null) = (approval_reference is null)),
  constraint organization_change_is_filed_with_its_number check ((filed_on is null) = (filing_no is null))
);
-- A vote decides one case.
create unique index organization_change_has_its_own_vote on organization_changes (decision_id);
-- Nobody asks twice for the end of the same organization while the first case waits.
create unique index organization_dissolution_is_asked_once on organization_changes (org_id)
  where type = 'dissolve' and state in ('applied', 'returned', 'approved');
create index organization_changes_by_path on organization_changes using gist (org_path);
create index organization_changes_by_state on organization_changes (state, state_since);
alter table organization_changes enable row level security;
create policy organization_changes_in_scope on organization_changes
  using (in_scope(org_path)) with check (in_scope(org_path));

-- Organizations that a case is about besides its own: those merged, or the units of a joint branch.
create table organization_change_parts (
  change_id uuid not null references organization_changes (id),
  part_id uuid not null references organizations (id),
  org_path ltree not null,
  primary key (change_id, part_id)
);
alter table organization_change_parts enable row level security;
create policy organization_change_parts_in_scope on organization_change_parts
  using (in_scope(org_path)) with check (in_scope(org_path));

-- Who is to stand in the new branch from its first day.
create table organization_change_founders (
  change_id uuid not null references organization_changes (id),
  person_id uuid not null references members (id),
  org_path ltree not null,
  primary key (change_id, person_id)
);
alter table organization_change_founders enable row level security;
create policy organization_change_founders_in_scope on organization_change_founders
  using (in_scope(org_path)) with check (in_scope(org_path));

create table organization_change_steps (
  change_id uuid not null references organization_changes (id),
  order_no integer not null,
  org_path ltree not null,
  move text not null,
  to_state text not null,
  happened_on date not null,
  due_on date,
  why text,
  recorder text not null,
  recorded_at timestamptz not null,
  primary key (change_id, order_no)
);
alter table organization_change_steps enable row level security;
create policy organization_change_steps_in_scope on organization_change_steps
  using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on organization_change_steps from jishi_app;
