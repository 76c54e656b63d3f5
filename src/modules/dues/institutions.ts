/** Dues (art. 8, management of members) and their return (art. 15). */
import { sql } from 'kysely';
import type { DutyRow, EvidenceSource, Institution } from '../../kernel/institution.ts';
import { bookKinds } from './choices.ts';
import { collectedFigures, returnedFigures } from './figures.ts';

/** What a branch handed up; it counts on the day on which it was handed over. */
const handedUp: EvidenceSource = async (ctx, { paths, from, to }) => {
  const { rows } = await sql<{
    id: string;
    orgId: string;
    on: Temporal.PlainDate;
    recordedOn: Temporal.PlainDate;
    yuan: string;
  }>`
    select e.id, e.org_id as "orgId", e.happened_on as "on", e.recorded_on as "recordedOn",
      to_char(l.fen / 100.0, 'FM999999990.00') as yuan
    from dues_entries e join dues_lines l on l.entry_id = e.id and l.account = 'on_the_way'
    where e.kind = 'handed_up' and e.happened_on between ${from} and ${to} and e.org_path <@ any(${paths}::ltree[])
  `.execute(ctx.tx);
  return rows.map((row) => ({
    orgId: row.orgId,
    happenedOn: row.on,
    recordedOn: row.recordedOn,
    label: row.yuan,
    path: `/dues/books/${row.orgId}`,
  }));
};

/** How often dues go up is set by each place: every quarter here, until the town says otherwise. */
const handUpEveryQuarter: DutyRow = {
  schedule: {
    key: 'dues.handed_up',
    every: 'quarter',
    due: { after: 'period_end', days: 0, unit: 'calendar' },
    from: '2008-04-01',
  },
  owedBy: {
    kinds: bookKinds,
    async only(ctx, orgIds) {
      const { rows } = await sql<{ id: string }>`
        select distinct org_id as id from dues_bases where org_id = any(${orgIds}::uuid[])
      `.execute(ctx.tx);
      return new Set(rows.map((row) => row.id));
    },
  },
  next: 'village_secretary',
  cites: '党费2008 [?]',
  certainty: 'check',
  evidence: handedUp,
  startPath: (orgId) => `/dues/books/${orgId}`,
};

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

export const duesInstitutions: readonly Institution[] = [
  {
    id: 'dues',
    responsible,
    path: '/dues',
    duties: [handUpEveryQuarter],
    figures: collectedFigures,
    // Its row of the Party's catalogue is party.dues, declared with the whole catalogue (art. 10).
    catalogue: [],
  },
  {
    id: 'dues_return',
    responsible: { ...responsible, specific: 'finance_officer' },
    path: '/dues',
    duties: [],
    figures: returnedFigures,
    catalogue: [],
  },
];
