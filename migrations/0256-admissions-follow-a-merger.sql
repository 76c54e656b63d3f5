-- Where branches are merged, admissions under way go on in the branch that takes the others in. Entries are never rewritten by
-- the application; this one function changes nothing of them but the place to which they belong.
create function admissions_follow(from_id uuid, to_id uuid) returns integer
  language plpgsql security definer
as $$
declare
  from_path ltree;
  to_path ltree;
  followed uuid[];
begin
  select path into strict from_path from organizations where id = from_id;
  select path into strict to_path from organizations where id = to_id;
  if not (in_scope(from_path) and in_scope(to_path)) then
    raise exception 'outside the scope of this act';
  end if;
  select coalesce(array_agg(id), '{}') into followed
  from admission_cases where org_id = from_id and state not in ('archived', 'ceased', 'revoked');
  update admission_cases set org_id = to_id, org_path = to_path, version = version + 1 where id = any(followed);
  update admission_entries set org_path = to_path where case_id = any(followed);
  update admission_people set org_path = to_path where case_id = any(followed);
  update admission_notices set org_path = to_path where case_id = any(followed);
  update admission_inquiries set org_path = to_path where case_id = any(followed);
  return cardinality(followed);
end $$;
do $$
begin
  execute format('alter function admissions_follow(uuid, uuid) set search_path = %I, pg_temp', current_schema());
end $$;
