-- Which organizations stood at or below these on a day, by the dated parents. Paths are those of today; the empty one
-- stands for everything. Runs as the caller, so row-level security applies.
create function organizations_below(paths ltree[], day date) returns setof uuid
  language sql stable
as $$
  with recursive below (id) as (
    select o.id from organizations o where o.path = any(paths) or ''::ltree = any(paths)
    union
    select p.org_id from organization_parents p join below b on p.parent_id = b.id where p.valid @> day
  )
  select id from below
$$;
grant execute on function organizations_below(ltree[], date) to jishi_app;
