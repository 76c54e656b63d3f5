-- Rows that more than two organizations share carry the paths of all of them; whoever holds one of them sees the row.
create function in_scope(org_paths ltree[]) returns boolean
  language sql stable parallel safe
  return org_paths <@ any(nullif(current_setting('app.paths', true), '')::ltree[]);

-- Moving an organization rewrites its path wherever it stands: alone, or among those of others.
create or replace function move_organization_paths(moved ltree, below ltree) returns integer
  language plpgsql security definer
as $$
declare
  target record;
  touched integer;
  total integer := 0;
begin
  if not (in_scope(moved) and in_scope(below)) then
    raise exception 'outside the scope of this act';
  end if;
  if below <@ moved then
    raise exception 'an organization cannot lie below itself';
  end if;
  for target in
    select c.oid::regclass as relation, a.attname as path_column,
      case when a.atttypid = 'ltree[]'::regtype
        then 'array(
          select case when path <@ $1 then $2 || subpath(path, nlevel($1) - 1) else path end
          from unnest(%1$I) with ordinality as each (path, place) order by place)'
        else '$2 || subpath(%1$I, nlevel($1) - 1)'
      end as rewritten
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace
      and c.relkind = 'r'
      and (
        (a.atttypid = 'ltree'::regtype
          and (a.attname ~ '(^|_)org_path$' or (c.relname = 'organizations' and a.attname = 'path')))
        or (a.atttypid = 'ltree[]'::regtype and a.attname ~ '(^|_)org_paths$'))
      and coalesce(col_description(c.oid, a.attnum), '') not like 'kept:%'
    order by c.relname, a.attname
  loop
    execute format('update %1$s set %2$I = ', target.relation, target.path_column)
      || format(target.rewritten, target.path_column)
      || format(' where %I <@ $1', target.path_column)
      using moved, below;
    get diagnostics touched = row_count;
    total := total + touched;
  end loop;
  return total;
end $$;
do $$
begin
  execute format('alter function move_organization_paths(ltree, ltree) set search_path = %I, pg_temp', current_schema());
end $$;
