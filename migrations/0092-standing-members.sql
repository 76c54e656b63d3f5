-- Who stood in the roll on a day as an active member of some branches: what the figures count, in one pass over their
-- people. As owner for the same reasons as `list_members`; the scope is applied by admitting only
-- branches within it, then (where they stood) and now (where they stand, for a record stays with its present branch).
-- Planned anew each time, with the values known. The rule is that of `member_status_as_of`.
create function members_standing(branches uuid[], day date)
  returns table (person_id uuid, org_id uuid, kind text, sex text, birth_date date, education text)
  language plpgsql stable security definer
as $$
declare
  visible uuid[] := array(select o.id from organizations o where in_scope(o.path));
  wanted uuid[] := array(select o.id from organizations o where o.id = any(visible) and o.id = any(branches));
begin
  return query execute '
    with placed as (
      select b.person_id, b.org_id, m.sex, m.birth_date, m.education
      from branch_memberships b
      join members m on m.id = b.person_id
      where b.org_id = any($1) and b.valid @> $3 and (m.org_id = any($2) or m.id = $4)
    ), stood as (
      select p.person_id,
        (array_agg(e.event order by e.happened_on desc, e.id desc) filter (where e.event in (
          ''registered'', ''transferred_in'', ''suspended'', ''delisted'', ''withdrawn'', ''expelled'', ''deceased'',
          ''transferred_out'', ''restored'')))[1] as last,
        coalesce(bool_or(e.event = ''converted'' or (e.event = ''registered'' and e.as_kind = ''full'')), false) as is_full
      from placed p
      left join membership_events e on e.person_id = p.person_id and e.happened_on <= $3
      group by p.person_id
    )
    select p.person_id, p.org_id, case when s.is_full then ''full'' else ''probationary'' end, p.sex, p.birth_date, p.education
    from placed p
    join stood s on s.person_id = p.person_id
    where s.last is null or s.last in (''registered'', ''transferred_in'', ''restored'')'
    using wanted, visible, day, own_person();
end $$;

do $$
begin
  execute format('alter function members_standing(uuid[], date) set search_path = %I, pg_temp', current_schema());
  execute format('revoke all on function members_standing(uuid[], date) from public');
  execute format('grant execute on function members_standing(uuid[], date) to jishi_app');
end $$;
