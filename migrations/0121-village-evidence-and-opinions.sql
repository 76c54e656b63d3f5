-- Which step of a matter a file proves, and what kind of proof it is; the file itself is a row of `files`.
create table village_decision_evidence (
  file_id uuid primary key references files (id),
  case_id uuid not null references village_decision_cases (id),
  org_path ltree not null,
  step text not null,
  kind text not null,
  constraint village_evidence_belongs_to_a_step check (
    step in ('motion', 'proposal', 'deliberation', 'review', 'resolution', 'publication', 'implementation', 'result')
  ),
  constraint village_evidence_is_of_a_kind check (
    kind in ('photo', 'signatures', 'consult_record', 'plan_sent', 'minutes', 'other')
  )
);
create index village_decision_evidence_by_case on village_decision_evidence (case_id);
alter table village_decision_evidence enable row level security;
create policy village_decision_evidence_in_scope on village_decision_evidence using (in_scope(org_path)) with check (in_scope(org_path));

-- What the supervision committee says, at whichever step; the one before filing stands on the case as well.
create table village_decision_opinions (
  id uuid primary key default uuidv7(),
  case_id uuid not null references village_decision_cases (id),
  org_path ltree not null,
  state text not null,
  given_on date not null,
  supervisor text not null,
  text text not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null
);
create index village_decision_opinions_by_case on village_decision_opinions (case_id, recorded_at);
alter table village_decision_opinions enable row level security;
create policy village_decision_opinions_in_scope on village_decision_opinions using (in_scope(org_path)) with check (in_scope(org_path));
revoke delete on village_decision_opinions from jishi_app;

-- Opinions that were given before they were kept by step.
insert into village_decision_opinions (case_id, org_path, state, given_on, supervisor, text, recorded_at)
select id, org_path, state, supervised_on, coalesce(supervisor, ''), supervision, now()
from village_decision_cases where supervised_on is not null and supervision is not null;
