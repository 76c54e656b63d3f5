-- Extensions, database roles and the helpers that row-level policies use.
create extension if not exists ltree;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- jishi_app: the server's everyday role, bound by row-level security.
-- jishi_public: the public site's role; it sees published rows and nothing else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'jishi_app') then create role jishi_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'jishi_public') then create role jishi_public nologin; end if;
  execute format('grant jishi_app, jishi_public to %I', current_user);
  execute format('grant usage on schema %I to jishi_app, jishi_public', current_schema());
  execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to jishi_app', current_schema());
  execute format('alter default privileges in schema %I grant usage, select on sequences to jishi_app', current_schema());
end $$;

-- True when a row of this organization lies in the scope of the running act.
-- The scope is set by `set local app.paths = '{…}'`; unset means nothing is visible.
-- Reads no table, because distributed PostgreSQL refuses policies that do.
create function in_scope(org_path ltree) returns boolean
  language sql stable parallel safe
  return org_path <@ nullif(current_setting('app.paths', true), '')::ltree[];

-- The member record of the person acting, for what is their own.
create function own_person() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.person', true), '')::uuid;
