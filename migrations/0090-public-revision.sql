-- A number that rises with every change of what the public site shows, so that a page rendered before can be shown again
-- until then. Raised by the rows themselves, for it must hold whoever writes; once in a transaction, at its very end, so
-- that nobody waits for it longer than a commit takes.
create table site_revision (
  one boolean primary key default true,
  revision bigint not null,
  constraint site_revision_is_one_row check (one)
);
insert into site_revision (revision) values (1);
revoke insert, delete on site_revision from jishi_app;

create function raise_site_revision() returns trigger language plpgsql as $$
declare
  own xid := pg_current_xact_id()::xid;
begin
  update site_revision set revision = revision + 1 where xmin <> own;
  return null;
end $$;

create constraint trigger site_shows_publications after insert or update or delete on publications
  deferrable initially deferred for each row execute function raise_site_revision();
create constraint trigger site_shows_objections after insert or update or delete on objections
  deferrable initially deferred for each row execute function raise_site_revision();
create constraint trigger site_shows_the_log after insert or update or delete on disclosure_leaves
  deferrable initially deferred for each row execute function raise_site_revision();
create constraint trigger site_shows_salts after insert or update or delete on disclosure_salts
  deferrable initially deferred for each row execute function raise_site_revision();
create constraint trigger site_shows_places after insert or update or delete on organizations
  deferrable initially deferred for each row execute function raise_site_revision();
create constraint trigger site_shows_names after insert or update or delete on organization_names
  deferrable initially deferred for each row execute function raise_site_revision();
create constraint trigger site_shows_settings after insert or update or delete on parameter_settings
  deferrable initially deferred for each row execute function raise_site_revision();
-- The first account is the day from which the catalogue counts.
create constraint trigger site_counts_from_the_first_account after insert or delete on accounts
  deferrable initially deferred for each row execute function raise_site_revision();

create view public_revision as select revision from site_revision;
grant select on public_revision to jishi_public;
