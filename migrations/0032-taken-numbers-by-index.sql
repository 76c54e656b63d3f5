-- Looks each number up by its index. Within one long import the planner knows nothing yet of the rows just written, and
-- chose to read the whole table for each thousand numbers.
create or replace function taken_id_numbers(fingerprints bytea[]) returns setof bytea
  language sql stable security definer
as $$
  select found.id_fingerprint from unnest(fingerprints) as asked (fingerprint)
  cross join lateral (
    select m.id_fingerprint from members m where m.id_fingerprint = asked.fingerprint limit 1
  ) as found
$$;
do $$
begin
  execute format('alter function taken_id_numbers(bytea[]) set search_path = %I, pg_temp', current_schema());
end $$;
