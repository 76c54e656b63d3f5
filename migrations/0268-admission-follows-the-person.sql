-- Who moves to another branch of the town while on probation is observed and converted there: the open case goes along with
-- its entries, people and notices. As owner, because entries are never changed by the app itself; inquiries stay where they
-- were opened, publications with the branch that published.
create function admission_follows_the_person() returns trigger
  language plpgsql security definer
as $$
begin
  update admission_entries set org_path = new.org_path
    where case_id in (select id from admission_cases where person_id = new.id and state not in ('archived', 'ceased', 'revoked'));
  update admission_people set org_path = new.org_path
    where case_id in (select id from admission_cases where person_id = new.id and state not in ('archived', 'ceased', 'revoked'));
  update admission_notices set org_path = new.org_path
    where case_id in (select id from admission_cases where person_id = new.id and state not in ('archived', 'ceased', 'revoked'));
  update admission_cases set org_id = new.org_id, org_path = new.org_path, version = version + 1
    where person_id = new.id and state not in ('archived', 'ceased', 'revoked');
  return null;
end $$;
do $$
begin
  execute format('alter function admission_follows_the_person() set search_path = %I, pg_temp', current_schema());
  revoke all on function admission_follows_the_person() from public;
end $$;
create trigger admission_follows_the_person after update of org_id on members
  for each row when (old.org_id is distinct from new.org_id) execute function admission_follows_the_person();
