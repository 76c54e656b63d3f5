-- A member on probation is neither advised to leave nor struck off: the membership on probation is revoked (党章 art. 7).
alter table membership_events drop constraint membership_event_is_known;
alter table membership_events add constraint membership_event_is_known check (
  event in (
    'registered', 'joined', 'converted', 'transferred_in', 'moved', 'transferred_out',
    'suspended', 'delisted', 'withdrawn', 'expelled', 'deceased', 'restored', 'probation_revoked'
  )
);
alter table members drop constraint member_status_is_known;
alter table members add constraint member_status_is_known check (
  status in ('active', 'suspended', 'delisted', 'withdrawn', 'expelled', 'deceased', 'transferred_out', 'probation_revoked')
);

create or replace function member_status_as_of(day date)
  returns table (person_id uuid, org_id uuid, status text, kind text)
  language sql stable
as $$
  select b.person_id, b.org_id,
    coalesce(
      (select case e.event
          when 'suspended' then 'suspended' when 'delisted' then 'delisted' when 'withdrawn' then 'withdrawn'
          when 'expelled' then 'expelled' when 'deceased' then 'deceased'
          when 'probation_revoked' then 'probation_revoked'
          when 'transferred_out' then 'transferred_out' else 'active' end
        from membership_events e
        where e.person_id = b.person_id and e.happened_on <= day
          and e.event in ('registered', 'transferred_in', 'suspended', 'delisted', 'withdrawn', 'expelled', 'deceased',
            'transferred_out', 'restored', 'probation_revoked')
        order by e.happened_on desc, e.id desc limit 1),
      'active'),
    case when exists (
        select from membership_events e
        where e.person_id = b.person_id and e.happened_on <= day
          and (e.event = 'converted' or (e.event = 'registered' and e.as_kind = 'full')))
      then 'full' else 'probationary' end
  from branch_memberships b
  where b.valid @> day
$$;
