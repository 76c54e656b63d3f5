-- The town's policy documents as read, corrected and confirmed, and who answers for each institution.

-- What applies in a township is read in its villages: a row is also visible from the subtrees below its organization.
create function applies_in_scope(org_path ltree) returns boolean
  language sql stable parallel safe
  return org_path <@ nullif(current_setting('app.paths', true), '')::ltree[]
    or nullif(current_setting('app.paths', true), '')::ltree[] <@ org_path;

create table policy_documents (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  file_name text not null,
  sha256 text not null,
  source bytea not null,
  format text not null,
  encoding text,
  raw_text text not null,
  number text,
  issuer text,
  title text not null,
  dated date,
  recipients text[] not null default '{}',
  copies_to text[] not null default '{}',
  subject_words text[] not null default '{}',
  print_line text,
  copies integer,
  preamble text not null default '',
  -- Everything else that was read around the text: mark, signature, closing, notes, page marks.
  remainder jsonb not null default '{}',
  -- Departures from the norm and notes on how the text was won: [{ code, line, params }].
  faults jsonb not null default '[]',
  state text not null default 'read',
  in_force daterange,
  uploaded_by uuid references accounts (id),
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  confirmed_by uuid references accounts (id),
  confirmed_by_name text,
  confirmed_at timestamptz,
  discarded_because text,
  version integer not null default 1,
  constraint policy_document_state_is_known check (state in ('read', 'confirmed', 'discarded')),
  constraint policy_document_in_force_is_confirmed check ((state = 'confirmed') = (in_force is not null)),
  constraint town_has_one_policy_document_at_a_time exclude using gist (org_id with =, in_force with &&)
);
create index policy_documents_by_org on policy_documents (org_id, uploaded_at desc);
create unique index policy_document_is_taken_once on policy_documents (org_id, sha256) where state <> 'discarded';

create table policy_chapters (
  id uuid primary key default uuidv7(),
  document_id uuid not null references policy_documents (id),
  org_path ltree not null,
  position integer not null,
  number integer not null,
  title text not null,
  text text not null,
  line integer,
  constraint policy_chapter_has_one_place unique (document_id, position)
);

create table policy_articles (
  id uuid primary key default uuidv7(),
  document_id uuid not null references policy_documents (id),
  chapter_id uuid not null references policy_chapters (id),
  org_path ltree not null,
  -- In steps of 1024, so that a split finds room between two.
  position integer not null,
  number integer not null,
  title text not null,
  -- The number as it stands in the source, so that a merge loses nothing.
  marker text not null default '',
  text text not null,
  line integer not null,
  nature text not null,
  constraint policy_article_has_one_place unique (document_id, position) deferrable initially deferred,
  constraint policy_article_nature_is_known check (nature in ('measurable', 'narrative', 'out_of_scope'))
);
create index policy_articles_by_chapter on policy_articles (chapter_id, position);

create table article_institutions (
  article_id uuid not null references policy_articles (id) on delete cascade,
  org_path ltree not null,
  institution text not null,
  origin text not null,
  position integer not null default 0,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  primary key (article_id, institution),
  constraint article_institution_origin_is_known check (origin in ('recognised', 'added', 'rejected'))
);

create table article_parameters (
  id uuid primary key default uuidv7(),
  article_id uuid not null references policy_articles (id) on delete cascade,
  org_path ltree not null,
  kind text not null,
  value numeric not null,
  unit text not null,
  bound text,
  wording text not null,
  start_at integer not null,
  end_at integer not null,
  state text not null default 'proposed',
  institution text,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  constraint article_parameter_state_is_known check (state in ('proposed', 'confirmed', 'dropped'))
);
create index article_parameters_by_article on article_parameters (article_id, start_at);

-- Lines for which no place was found: shown until somebody places them or sets them aside.
create table policy_unplaced_lines (
  document_id uuid not null references policy_documents (id),
  org_path ltree not null,
  line integer not null,
  text text not null,
  reason text not null,
  settled text,
  article_id uuid references policy_articles (id) on delete set null,
  settled_because text,
  settled_by uuid references accounts (id),
  settled_at timestamptz,
  primary key (document_id, line),
  constraint unplaced_line_is_settled_in_a_known_way check (settled in ('moved', 'set_aside'))
);

create table institution_responsibles (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  institution text not null,
  level text not null,
  account_id uuid references accounts (id),
  -- A post without a person of its own on this system, such as 镇财政所所长.
  post text,
  valid daterange not null,
  reason text not null,
  assigned_by uuid references accounts (id),
  assigned_by_name text not null,
  assigned_at timestamptz not null,
  ended_because text,
  version integer not null default 1,
  constraint responsible_level_is_known check (level in ('first', 'direct', 'specific')),
  constraint responsible_is_a_person_or_a_post check ((account_id is null) <> (post is null)),
  constraint institution_has_one_responsible_at_a_time
    exclude using gist (org_id with =, institution with =, level with =, valid with &&)
);
create index institution_responsibles_by_account on institution_responsibles (account_id);
create index institution_responsibles_by_org on institution_responsibles (org_id, institution);

alter table policy_documents enable row level security;
alter table policy_chapters enable row level security;
alter table policy_articles enable row level security;
alter table article_institutions enable row level security;
alter table article_parameters enable row level security;
alter table policy_unplaced_lines enable row level security;
alter table institution_responsibles enable row level security;
create policy policy_documents_in_scope on policy_documents using (in_scope(org_path)) with check (in_scope(org_path));
create policy policy_documents_apply on policy_documents for select using (applies_in_scope(org_path));
create policy policy_chapters_in_scope on policy_chapters using (in_scope(org_path)) with check (in_scope(org_path));
create policy policy_chapters_apply on policy_chapters for select using (applies_in_scope(org_path));
create policy policy_articles_in_scope on policy_articles using (in_scope(org_path)) with check (in_scope(org_path));
create policy policy_articles_apply on policy_articles for select using (applies_in_scope(org_path));
create policy article_institutions_in_scope on article_institutions using (in_scope(org_path)) with check (in_scope(org_path));
create policy article_institutions_apply on article_institutions for select using (applies_in_scope(org_path));
create policy article_parameters_in_scope on article_parameters using (in_scope(org_path)) with check (in_scope(org_path));
create policy article_parameters_apply on article_parameters for select using (applies_in_scope(org_path));
create policy policy_unplaced_lines_in_scope on policy_unplaced_lines using (in_scope(org_path)) with check (in_scope(org_path));
create policy policy_unplaced_lines_apply on policy_unplaced_lines for select using (applies_in_scope(org_path));
create policy institution_responsibles_in_scope on institution_responsibles using (in_scope(org_path)) with check (in_scope(org_path));
create policy institution_responsibles_apply on institution_responsibles for select using (applies_in_scope(org_path));
