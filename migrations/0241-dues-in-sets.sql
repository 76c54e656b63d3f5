-- The account of dues once more, by sets instead of member by member and month by month: a town of a hundred thousand
-- members asked for it with every look at the board. What it says is unchanged.

-- Standing months are those of the branch memberships, less those in which the last event took the membership away.
create function dues_months(
  paths ltree[], one_person uuid, first_month date, last_month date, known date, from_month_of_joining boolean
) returns table (
  person_id uuid, name text, kind text, now_org_id uuid, month date, org_id uuid, inside boolean, class text,
  standard_fen integer, due_fen integer, reduced boolean, elsewhere text, payment_id uuid, paid_fen integer, paid_on date
)
  language sql stable
as $$
  with months as materialized (
    select m::date as month from generate_series(first_month::timestamp, last_month::timestamp, interval '1 month') m
  ),
  seen as materialized (
    select o.id from organizations o where o.path <@ any(paths) and in_scope(o.path)
  ),
  -- Whoever stands there now, or stood there.
  found as (
    select one_person as id where one_person is not null
    union
    select m.id from members m where one_person is null and m.org_id in (select s.id from seen s)
    union
    select b.person_id from branch_memberships b where one_person is null and b.org_id in (select s.id from seen s)
  ),
  -- `wholly`: every month counts, and not only those of the branches asked for.
  people as materialized (
    select m.id, m.name, m.org_id, one_person is not null or m.org_id in (select s.id from seen s) as wholly
    from found f join members m on m.id = f.id
    where one_person is null or in_scope(m.org_path) or m.id = own_person()
  ),
  events as (
    select e.person_id, e.event, e.happened_on as since,
      lead(e.happened_on) over (partition by e.person_id order by e.happened_on, e.id) as until
    from membership_events e
    where e.person_id in (select w.id from people w)
      and e.event in ('registered', 'transferred_in', 'suspended', 'delisted', 'withdrawn', 'expelled', 'deceased',
        'transferred_out', 'restored', 'probation_revoked')
  ),
  taken_away as materialized (
    select person_id, since, until from events where event not in ('registered', 'transferred_in', 'restored')
  ),
  full_since as (
    select e.person_id, min(e.happened_on) as since from membership_events e
    where e.person_id in (select w.id from people w)
      and (e.event = 'converted' or (e.event = 'registered' and e.as_kind = 'full'))
    group by e.person_id
  ),
  standing as (
    select w.id as person_id, w.name, w.org_id as now_org_id, w.wholly, m.month, b.org_id,
      case when f.since <= m.month then 'full' else 'probationary' end as kind
    from people w
    join branch_memberships b on b.person_id = w.id
    join months m on b.valid @> m.month
    left join full_since f on f.person_id = w.id
    where not exists (
        select from taken_away t where t.person_id = w.id and t.since <= m.month
          and (t.until is null or t.until > m.month))
    union all
    select w.id, w.name, w.org_id, w.wholly, m.month, b.org_id, 'probationary'
    from months m
    join membership_events e on e.event = 'joined' and e.happened_on > m.month and e.happened_on < m.month + interval '1 month'
    join people w on w.id = e.person_id
    join branch_memberships b on b.person_id = e.person_id and b.valid @> e.happened_on
    where from_month_of_joining and e.happened_on <= known
      -- Who left and joined again within a month owes it once.
      and not exists (
        select from branch_memberships s where s.person_id = e.person_id and s.valid @> m.month
          and not exists (
            select from taken_away t where t.person_id = s.person_id and t.since <= m.month
              and (t.until is null or t.until > m.month)))
  ),
  bases as (
    select b.person_id, b.class, b.standard_fen, b.from_month as since,
      lead(b.from_month) over (partition by b.person_id order by b.from_month, b.recorded_at, b.id) as until
    from dues_bases b
    where b.recorded_on <= known and b.person_id in (select w.id from people w)
  ),
  reductions as (
    select distinct on (r.person_id, m.month) r.person_id, m.month, r.reduced_fen
    from dues_requests r join months m on m.month between r.from_month and r.to_month
    where r.kind = 'reduction' and r.state = 'granted' and r.decided_on <= known
      and r.person_id in (select w.id from people w)
    order by r.person_id, m.month, r.decided_at desc
  ),
  -- A month is paid once: what is reversed by the day leaves room for the next.
  paid as (
    select pm.person_id, pm.month, pm.payment_id, pm.fen, pay.paid_on
    from dues_paid_months pm
    join dues_payments pay on pay.id = pm.payment_id
    left join dues_entries undone on undone.id = pm.reversed_by
    where pm.month between first_month and last_month and greatest(pay.paid_on, pay.recorded_on) <= known
      and (pm.reversed_by is null or undone.recorded_on > known)
      and pm.person_id in (select w.id from people w)
  )
  select st.person_id, st.name, st.kind, st.now_org_id, st.month, st.org_id, st.org_id in (select s.id from seen s),
    base.class, base.standard_fen,
    case when away.place is not null then 0 else least(base.standard_fen, coalesce(less.reduced_fen, base.standard_fen)) end,
    less.reduced_fen is not null, away.place, paid.payment_id, paid.fen, paid.paid_on
  from standing st
  join bases base on base.person_id = st.person_id and base.since <= st.month and (base.until is null or base.until > st.month)
  left join reductions less on less.person_id = st.person_id and less.month = st.month
  left join dues_elsewhere away on away.person_id = st.person_id and away.valid @> st.month and away.recorded_on <= known
  left join paid on paid.person_id = st.person_id and paid.month = st.month
  where st.wholly or st.org_id in (select s.id from seen s)
$$;

-- As owner, as before.
create or replace function dues_account(
  paths ltree[], one_person uuid, first_month date, last_month date, known date, from_month_of_joining boolean
) returns table (
  person_id uuid, name text, kind text, now_org_id uuid, month date, org_id uuid, class text, standard_fen integer,
  due_fen integer, reduced boolean, elsewhere text, payment_id uuid, paid_fen integer, paid_on date
)
  language sql stable security definer
as $$
  select a.person_id, a.name, a.kind, a.now_org_id, a.month, a.org_id, a.class, a.standard_fen, a.due_fen, a.reduced,
    a.elsewhere, a.payment_id, a.paid_fen, a.paid_on
  from dues_months(paths, one_person, first_month, last_month, known, from_month_of_joining) a
$$;

-- What is due of the months of the branches at or below `paths`, and how many of those months have ended unpaid by `known`.
create function dues_totals(
  paths ltree[], first_month date, last_month date, known date, from_month_of_joining boolean
) returns table (due_fen bigint, months_open bigint)
  language sql stable security definer
as $$
  select coalesce(sum(a.due_fen), 0),
    count(*) filter (where a.due_fen > 0 and a.paid_fen is null and a.month + interval '1 month' <= known)
  from dues_months(paths, null, first_month, last_month, known, from_month_of_joining) a
  where a.inside
$$;

do $$
declare
  account text := 'dues_account(ltree[], uuid, date, date, date, boolean)';
  totals text := 'dues_totals(ltree[], date, date, date, boolean)';
begin
  execute format('alter function %s set search_path = %I, pg_temp', account, current_schema());
  execute format('alter function %s set search_path = %I, pg_temp', totals, current_schema());
  -- One person's account is another plan than a town's.
  execute format('alter function %s set plan_cache_mode = force_custom_plan', account);
  execute format('alter function %s set plan_cache_mode = force_custom_plan', totals);
  execute format('alter function %s set work_mem = ''64MB''', account);
  execute format('alter function %s set work_mem = ''64MB''', totals);
  execute format('revoke all on function %s from public', totals);
  execute format('grant execute on function %s to jishi_app', totals);
  revoke all on function dues_months(ltree[], uuid, date, date, date, boolean) from public;
end $$;
