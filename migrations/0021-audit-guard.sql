-- The audit log: read only within one's scope, sealed by the owner alone, found fast by what people ask for.
revoke update (seal_no) on audit_events from jishi_app;
revoke insert, update, delete on audit_seals from jishi_app;

alter table audit_events enable row level security;
create policy audit_is_written_by_every_act on audit_events for insert with check (true);
-- Events of no organization (sign-ins of unknown names) are for every reader; a person sees who opened their own file.
create policy audit_is_read_in_scope on audit_events for select
  using (org_path is null or in_scope(org_path) or subject_id = own_person());

create index audit_events_by_event on audit_events (event, at desc, id desc);
create index audit_events_by_org on audit_events (org_id, at desc, id desc);
create index audit_events_in_order on audit_events (at desc, id desc);
drop index audit_events_by_time;
create index audit_events_by_seal on audit_events (seal_no, id);
