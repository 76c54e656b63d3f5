-- Which transactions changed a table that dear figures count. Who finds the same transactions as before may show the same
-- figure again. Nobody waits for anybody: each transaction writes its own row, once a table, and it is seen when what it
-- changed is seen. Housekeeping leaves the newest.
create table table_changes (
  table_name text not null,
  xact xid8 not null,
  primary key (table_name, xact)
);

create function note_table_change() returns trigger language plpgsql as $$
begin
  insert into table_changes (table_name, xact) values (tg_table_name, pg_current_xact_id()) on conflict do nothing;
  return null;
end $$;

do $$
declare
  counted text;
begin
  foreach counted in array array[
    'members', 'branch_memberships', 'membership_events', 'organizations', 'organization_parents',
    'dues_bases', 'dues_elsewhere', 'dues_requests', 'dues_payments', 'dues_paid_months', 'dues_entries',
    'parameter_settings'
  ] loop
    execute format(
      'create trigger %I after insert or update or delete or truncate on %I for each statement execute function note_table_change()',
      counted || '_change_is_noted', counted);
  end loop;
end $$;
