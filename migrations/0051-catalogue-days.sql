-- A correction says the same thing again; it discharges nothing in the catalogue.
create or replace view public_catalogue_days as
  select p.org_id, p.catalogue_key, p.due_on, (p.published_at at time zone 'Asia/Shanghai')::date as published_on,
    case when p.audience = 'society' and p.published_at is not null then p.code end as code
  from publications p
  where p.state <> 'returned' and p.corrects is null and (p.published_at is not null or p.due_on is not null);

-- The site says within how many days an objection is answered.
create or replace view public_settings as
  select key, value #>> '{}' as value, valid from parameter_settings
  where key like 'public.%' or key = 'disclosure.objection_answer_days';
