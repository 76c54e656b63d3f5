-- People named in public by their own consent, and which records each publication shows. PIPL art. 25: asked apart, withdrawn at any time.
create table naming_consents (
  id uuid primary key default uuidv7(),
  subject_type text not null,
  subject_id uuid not null,
  org_path ltree not null,
  granted boolean not null,
  on_paper boolean not null,
  given_on date not null,
  recorder text not null,
  recorded_at timestamptz not null
);
create index naming_consents_by_subject on naming_consents (subject_id, id desc);
alter table naming_consents enable row level security;
create policy naming_consents_in_scope on naming_consents using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on naming_consents from jishi_app;

create table publication_subjects (
  publication_id uuid not null references publications (id),
  subject_type text not null,
  subject_id uuid not null,
  org_path ltree not null,
  primary key (publication_id, subject_id)
);
create index publication_subjects_by_subject on publication_subjects (subject_id);
alter table publication_subjects enable row level security;
create policy publication_subjects_in_scope on publication_subjects using (in_scope(org_path)) with check (in_scope(org_path));
revoke update, delete on publication_subjects from jishi_app;
