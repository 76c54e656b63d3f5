-- An annulled record counted until it was annulled: duties of a past day look for it too.
drop index meetings_as_evidence;
create index meetings_as_evidence on meetings (kind, held_on) include (org_id) where closed_at is not null;
