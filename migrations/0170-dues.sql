-- Dues: what each member owes and why, what was paid with its receipt, and the books in double entry.
-- Months are their first day. Money is integer fen. Nothing is edited: a payment is reversed, a base is said anew.

-- The class and base by which a member pays from a month on. The row that was said last for the latest month governs.
create table dues_bases (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  -- The branch in which the person stands now and its path: a record stays whole for those who answer for the person.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  class text not null,
  from_month date not null,
  base_fen bigint,
  -- The monthly standard as the rules of `from_month` gave it, kept so that a later local setting changes no month past.
  standard_fen integer not null,
  rule text not null,
  evidence text not null,
  recorded_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid references accounts (id),
  constraint dues_base_begins_with_a_month check (extract(day from from_month) = 1),
  constraint dues_class_is_known check (
    class in ('wage', 'farmer', 'retired', 'student', 'no_income', 'laid_off', 'relief', 'self_employed', 'yearly_pay')
  ),
  constraint dues_base_is_not_negative check (base_fen >= 0),
  constraint dues_standard_is_not_negative check (standard_fen >= 0)
);
create index dues_bases_by_person on dues_bases (person_id, from_month desc, recorded_at desc);
alter table dues_bases enable row level security;
create policy dues_bases_in_scope on dues_bases
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));

-- Months that a member pays somewhere outside the town, by arrangement of both sides.
create table dues_elsewhere (
  person_id uuid not null references members (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  place text not null,
  valid daterange not null,
  reason text not null,
  recorded_on date not null,
  recorded_by uuid references accounts (id),
  constraint member_pays_at_one_place_a_month primary key (person_id, valid without overlaps)
);
alter table dues_elsewhere enable row level security;
create policy dues_elsewhere_in_scope on dues_elsewhere
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));

-- A member asks to pay less or nothing for some months, or to have something put right. The words are sealed.
create table dues_requests (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  kind text not null,
  state text not null default 'asked',
  from_month date,
  to_month date,
  reduced_fen integer,
  reason_sealed bytea not null,
  asked_on date not null,
  asked_by uuid references accounts (id),
  answer_due_on date,
  studied_on date,
  studied_by uuid references accounts (id),
  opinion text,
  decided_on date,
  decided_at timestamptz,
  decided_by uuid references accounts (id),
  answer text,
  version integer not null default 1,
  constraint dues_request_kind_is_known check (kind in ('reduction', 'correction')),
  constraint dues_request_state_is_known check (state in ('asked', 'studied', 'granted', 'refused')),
  constraint dues_reduction_names_months_and_sum check (
    (kind = 'reduction') = (from_month is not null and to_month is not null and reduced_fen is not null)
  ),
  constraint dues_reduction_ends_after_it_begins check (to_month >= from_month),
  constraint dues_request_is_studied_and_decided_by_two check (kind = 'correction' or decided_by is null or decided_by <> studied_by)
);
create index dues_requests_by_person on dues_requests (person_id, asked_on desc);
create index dues_requests_open on dues_requests (org_id) where state in ('asked', 'studied');
alter table dues_requests enable row level security;
create policy dues_requests_in_scope on dues_requests
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path) or person_id = own_person());

-- The book of an organization; its row is locked by every act on its money, so receipts have no gaps and no twins.
create table dues_books (
  org_id uuid primary key references organizations (id),
  org_path ltree not null,
  opened_on date not null
);
alter table dues_books enable row level security;
create policy dues_books_in_scope on dues_books using (in_scope(org_path)) with check (in_scope(org_path));

create table dues_payments (
  id uuid primary key default uuidv7(),
  -- The tap on the phone that made it: the same tap sent twice is one payment.
  tap_id uuid not null,
  person_id uuid not null references members (id),
  -- The branch that took the money; stays with its book.
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  paid_on date not null,
  method text not null,
  -- Who brought the money where the member did not.
  payer text,
  dues_fen integer not null,
  extra_fen integer not null,
  receipt_year integer not null,
  receipt_no integer not null,
  recorded_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid references accounts (id),
  constraint dues_tap_is_one_payment unique (tap_id),
  constraint dues_receipt_number_is_unique unique (org_id, receipt_year, receipt_no),
  constraint dues_payment_method_is_known check (method in ('cash', 'transfer')),
  constraint dues_payment_is_of_something check (dues_fen >= 0 and extra_fen >= 0 and dues_fen + extra_fen > 0)
);
create index dues_payments_by_person on dues_payments (person_id, paid_on);
create index dues_payments_by_org on dues_payments (org_id, paid_on);
create index dues_payments_by_path on dues_payments using gist (org_path);
alter table dues_payments enable row level security;
create policy dues_payments_in_scope on dues_payments
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));

create table dues_paid_months (
  payment_id uuid not null references dues_payments (id),
  person_id uuid not null,
  org_path ltree not null,
  month date not null,
  fen integer not null,
  -- The reversal that undid it; the month is then open again.
  reversed_by uuid,
  primary key (payment_id, month),
  constraint dues_month_begins_on_the_first check (extract(day from month) = 1)
);
create unique index member_pays_a_month_once on dues_paid_months (person_id, month) where reversed_by is null;
-- With the reversed ones, for the account as it was known on a past day.
create index dues_paid_months_by_person on dues_paid_months (person_id, month);
alter table dues_paid_months enable row level security;
create policy dues_paid_months_in_scope on dues_paid_months
  using (in_scope(org_path) or person_id = own_person()) with check (in_scope(org_path));

-- One movement of money; its lines sum to zero.
create table dues_entries (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  kind text not null,
  happened_on date not null,
  payment_id uuid references dues_payments (id),
  -- The entry that this one undoes or answers.
  answers uuid references dues_entries (id),
  note text not null default '',
  recorded_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid references accounts (id),
  constraint dues_entry_kind_is_known check (
    kind in ('payment', 'reversal', 'handed_up', 'received', 'to_county', 'from_county', 'returned')
  ),
  constraint dues_entry_is_answered_once unique (answers)
);
create index dues_entries_by_org on dues_entries (org_id, happened_on);
create index dues_entries_by_payment on dues_entries (payment_id);
create index dues_entries_by_path on dues_entries using gist (org_path);
alter table dues_entries enable row level security;
create policy dues_entries_in_scope on dues_entries using (in_scope(org_path)) with check (in_scope(org_path));
alter table dues_paid_months add constraint dues_month_is_reversed_by_an_entry foreign key (reversed_by) references dues_entries (id);

-- What an organization has stands positive (cash, money on its way up), where it came from negative.
create table dues_lines (
  entry_id uuid not null references dues_entries (id),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  account text not null,
  fen bigint not null,
  primary key (entry_id, org_id, account),
  constraint dues_account_is_known check (
    account in ('cash', 'on_the_way', 'dues', 'extra', 'county', 'from_county')
  ),
  constraint dues_line_moves_something check (fen <> 0)
);
create index dues_lines_by_org on dues_lines (org_id, account);
create index dues_lines_by_path on dues_lines using gist (org_path);
alter table dues_lines enable row level security;
create policy dues_lines_in_scope on dues_lines using (in_scope(org_path)) with check (in_scope(org_path));

-- As owner: the lines of one entry may lie in two organizations, of which the writer sees one.
create function dues_entry_must_balance() returns trigger
  language plpgsql security definer
as $$
declare
  entry uuid;
  total bigint;
  lines integer;
begin
  if tg_table_name = 'dues_entries' then entry := new.id; else entry := new.entry_id; end if;
  select coalesce(sum(l.fen), 0), count(*) into total, lines from dues_lines l where l.entry_id = entry;
  if total <> 0 or lines < 2 then
    raise exception 'dues entry % does not balance: % fen over % lines', entry, total, lines
      using errcode = 'check_violation', constraint = 'dues_entry_balances';
  end if;
  return null;
end $$;
create constraint trigger dues_entry_balances after insert on dues_entries
  deferrable initially deferred for each row execute function dues_entry_must_balance();
create constraint trigger dues_lines_balance after insert on dues_lines
  deferrable initially deferred for each row execute function dues_entry_must_balance();

-- The money in the box, counted, beside what the book said at that moment.
create table dues_cash_counts (
  id uuid primary key default uuidv7(),
  org_id uuid not null references organizations (id),
  org_path ltree not null,
  counted_on date not null,
  counted_fen bigint not null,
  book_fen bigint not null,
  note text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid references accounts (id),
  recorded_name text not null,
  constraint dues_count_is_not_negative check (counted_fen >= 0),
  constraint dues_difference_has_its_reason check (counted_fen = book_fen or note <> '')
);
create index dues_cash_counts_by_org on dues_cash_counts (org_id, counted_on desc);
alter table dues_cash_counts enable row level security;
create policy dues_cash_counts_in_scope on dues_cash_counts using (in_scope(org_path)) with check (in_scope(org_path));

revoke update, delete on dues_bases, dues_payments, dues_entries, dues_lines, dues_paid_months, dues_cash_counts from jishi_app;
grant update (reversed_by) on dues_paid_months to jishi_app;
-- The path follows its organization and its person; nothing else of these rows does.
grant update (org_path) on dues_payments, dues_entries, dues_lines, dues_paid_months, dues_cash_counts to jishi_app;
grant update (org_id, org_path) on dues_bases to jishi_app;

-- A person who moves takes class, arrangement and requests along; payments stay in the book that took them.
create function dues_follow_the_person() returns trigger
  language plpgsql
as $$
begin
  update dues_bases set org_id = new.org_id, org_path = new.org_path where person_id = new.id;
  update dues_elsewhere set org_id = new.org_id, org_path = new.org_path where person_id = new.id;
  update dues_requests set org_id = new.org_id, org_path = new.org_path where person_id = new.id;
  return null;
end $$;
create trigger dues_follow_the_person after update of org_id on members
  for each row when (old.org_id is distinct from new.org_id) execute function dues_follow_the_person();

-- The account of members month by month, as it was known on a day: who owed, what the standard was, what is due after a
-- reduction, what was paid. Of those who stood in `paths` in that month or stand there now, or of one person.
-- As owner, because a month may have been paid in a branch that the reader does not see, and must still not be paid twice;
-- admits only organizations in scope and the own person.
create function dues_account(
  paths ltree[], one_person uuid, first_month date, last_month date, known date, from_month_of_joining boolean
) returns table (
  person_id uuid, name text, kind text, now_org_id uuid, month date, org_id uuid, class text, standard_fen integer,
  due_fen integer, reduced boolean, elsewhere text, payment_id uuid, paid_fen integer, paid_on date
)
  language sql stable security definer
as $$
  with months as materialized (
    select m::date as month from generate_series(first_month::timestamp, last_month::timestamp, interval '1 month') m
  ),
  standing as (
    select s.person_id, s.kind, m.month, s.org_id
    from months m cross join lateral member_status_as_of(m.month) s
    where s.status = 'active'
    union
    select e.person_id, 'probationary', m.month, b.org_id
    from months m
    join membership_events e on e.event = 'joined' and e.happened_on > m.month and e.happened_on < m.month + interval '1 month'
    join branch_memberships b on b.person_id = e.person_id and b.valid @> e.happened_on
    where from_month_of_joining and e.happened_on <= known
  )
  select p.id, p.name, st.kind, p.org_id, st.month, st.org_id, base.class, base.standard_fen,
    case when away.place is not null then 0 else least(base.standard_fen, coalesce(less.reduced_fen, base.standard_fen)) end,
    less.reduced_fen is not null, away.place, paid.payment_id, paid.fen, paid.paid_on
  from standing st
  join members p on p.id = st.person_id
  join organizations o on o.id = st.org_id
  join lateral (
    select b.class, b.standard_fen from dues_bases b
    where b.person_id = p.id and b.from_month <= st.month and b.recorded_on <= known
    order by b.from_month desc, b.recorded_at desc, b.id desc limit 1
  ) base on true
  left join lateral (
    select r.reduced_fen from dues_requests r
    where r.person_id = p.id and r.kind = 'reduction' and r.state = 'granted' and r.decided_on <= known
      and st.month between r.from_month and r.to_month
    order by r.decided_at desc limit 1
  ) less on true
  left join dues_elsewhere away on away.person_id = p.id and away.valid @> st.month and away.recorded_on <= known
  left join lateral (
    select pm.payment_id, pm.fen, pay.paid_on
    from dues_paid_months pm
    join dues_payments pay on pay.id = pm.payment_id
    left join dues_entries undone on undone.id = pm.reversed_by
    where pm.person_id = p.id and pm.month = st.month and greatest(pay.paid_on, pay.recorded_on) <= known
      and (pm.reversed_by is null or undone.recorded_on > known)
    order by pay.recorded_at desc limit 1
  ) paid on true
  where case
    when one_person is null then
      (o.path <@ any(paths) and in_scope(o.path)) or (p.org_path <@ any(paths) and in_scope(p.org_path))
    else p.id = one_person and (in_scope(p.org_path) or p.id = own_person())
  end
$$;

do $$
declare
  signature text := 'dues_account(ltree[], uuid, date, date, date, boolean)';
begin
  execute format('alter function %s set search_path = %I, pg_temp', signature, current_schema());
  execute format('revoke all on function %s from public', signature);
  execute format('grant execute on function %s to jishi_app', signature);
  execute format('alter function dues_entry_must_balance() set search_path = %I, pg_temp', current_schema());
end $$;
