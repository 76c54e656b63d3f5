-- What the public site may read: views over what is public, and nothing beside them.

-- For the site's search: the masked text of what is public, and its pairs of characters (two-character searches use no trigram).
alter table publications add column public_text text, add column public_bigrams text[];
create index publications_by_words on publications using gin (public_bigrams) where state = 'published';
create index publications_live on publications (published_at desc) where state = 'published';

-- A correction that was sent back does not stand in the way of the next one.
alter table publications drop constraint publication_is_corrected_once;
create unique index publication_is_corrected_once on publications (corrects) where state <> 'returned';

create index objections_open on objections (answer_due_on) where answered_at is null;

create view public_places as
  select o.id, o.code, o.kind, o.path, o.order_no, o.founded_on, n.name, n.short_name
  from organizations o
  join organization_names n on n.org_id = o.id and upper_inf(n.valid)
  where o.dissolved_on is null;

create view public_notices as
  select p.code, p.org_id, p.org_path, p.catalogue_key, p.public_title as title, p.public_content as content,
    p.public_text as text, p.public_bigrams as bigrams, p.shown_from, p.shown_until, p.published_at,
    former.code as corrects_code, p.correction_reason,
    (select count(*) from objections x where x.publication_id = p.id) as objections,
    (select count(*) from objections x where x.publication_id = p.id and x.answered_at is not null) as objections_answered
  from publications p
  left join publications former on former.id = p.corrects
  where p.state = 'published' and p.audience = 'society';

-- That something was shown, when and by whom; not what.
create view public_past_notices as
  select p.code, p.org_id, p.catalogue_key, p.state, p.shown_from, p.shown_until, p.published_at, p.ended_at,
    next.code as corrected_by_code, next.correction_reason
  from publications p
  left join publications next on next.corrects = p.id and next.state in ('published', 'corrected', 'ended')
  where p.state in ('corrected', 'ended') and p.audience = 'society';

-- For the catalogue: days only. A proposal that is not out yet shows that its day is coming or has passed.
create view public_catalogue_days as
  select p.org_id, p.catalogue_key, p.due_on, (p.published_at at time zone 'Asia/Shanghai')::date as published_on,
    case when p.audience = 'society' and p.published_at is not null then p.code end as code
  from publications p
  where p.state <> 'returned' and (p.published_at is not null or p.due_on is not null);

create view public_log as
  select index, publication_code as code, event, at, content_hash, leaf_hash, root from disclosure_leaves;

-- With its salt a notice that is public can be checked against its leaf; with the notice the salt goes.
create view public_salts as
  select s.index, l.publication_code as code, s.salt
  from disclosure_salts s
  join disclosure_leaves l on l.index = s.index
  join publications p on p.code = l.publication_code
  where l.event = 'published' and p.state = 'published' and p.audience = 'society';

create view public_settings as
  select key, value #>> '{}' as value, valid from parameter_settings where key like 'public.%';

-- The day from which the catalogue counts, as duties do: the town's own setting, else that of its first account.
create view public_since as
  select coalesce(
    (select min(value #>> '{}')::date from parameter_settings where key = 'duties.since'),
    (select (min(created_at) at time zone 'Asia/Shanghai')::date from accounts)
  ) as day;

-- What the writer of an objection may read with its code; the hash of the code is the key.
create function objection_by_code(hash bytea)
  returns table (publication_code text, received_on date, answer_due_on date, answered_on date, upheld boolean, answer text)
  language sql stable security definer set search_path from current
begin atomic
  select p.code, o.received_on, o.answer_due_on, (o.answered_at at time zone 'Asia/Shanghai')::date, o.upheld, o.answer
  from objections o join publications p on p.id = o.publication_id where o.code_hash = hash;
end;

revoke execute on function objection_by_code(bytea) from public;
grant execute on function objection_by_code(bytea) to jishi_public;
grant select on public_places, public_notices, public_past_notices, public_catalogue_days, public_log, public_salts,
  public_settings, public_since to jishi_public;
