/** The regular review of Party spirit with the yearly democratic appraisal (art. 8). */
import { sql } from 'kysely';
import { dayOf } from '../../kernel/ctx.ts';
import type { DueAt, DutyRow, EvidenceSource, Institution } from '../../kernel/institution.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { appraisalFigures, starsConfirmed } from './figures.ts';
import { appraisalParameters, appraisalRules } from './rulebook.ts';

/** A round discharges its own year once its results were told, whenever that was. */
const toldRounds: EvidenceSource = async (ctx, { paths, from, to }) => {
  const { rows } = await sql<{
    id: string;
    orgId: string;
    year: number;
    heldOn: Temporal.PlainDate;
    recordedAt: Temporal.Instant;
  }>`
    select a.id, a.org_id as "orgId", a.year, a.held_on as "heldOn", s.recorded_at as "recordedAt"
    from appraisals a join appraisal_steps s on s.appraisal_id = a.id and s.move = 'tell'
    where a.year between ${from.year} and ${to.year} and a.org_path <@ any(${paths}::ltree[])
  `.execute(ctx.tx);
  return rows.map((row) => ({
    orgId: row.orgId,
    happenedOn: row.heldOn,
    recordedOn: dayOf(row.recordedAt),
    for: String(row.year),
    label: String(row.year),
    path: `/appraisals/${row.id}`,
  }));
};

const dueAt: DueAt = async (ctx, paths) => {
  const locals = await localValuesAt(ctx, appraisalParameters, paths);
  return new Map(
    [...locals].map(([path, local]) => {
      const { value } = parameterAt(appraisalRules, 'yearly.days', ctx.today, local);
      return [path, { after: 'period_start', days: value, unit: 'calendar' }];
    }),
  );
};

const yearly: DutyRow = {
  schedule: {
    key: 'appraisals.yearly',
    every: 'year',
    due: { after: 'period_start', days: appraisalRules['yearly.days'][0]?.value ?? 365, unit: 'calendar' },
    from: '2012-01-01',
  },
  dueAt,
  owedBy: { kinds: ['branch', 'joint_branch'] },
  next: 'village_secretary',
  cites: '支部2018',
  certainty: 'certain',
  evidence: toldRounds,
  startPath: () => '/appraisals',
};

export const appraisalInstitutions: readonly Institution[] = [
  {
    id: 'party_spirit_review',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/appraisals',
    duties: [yearly],
    figures: appraisalFigures,
    // Its row of the Party's catalogue is party.appraisal, declared with the whole catalogue (art. 10).
    catalogue: [],
  },
  {
    id: 'star_rating',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/appraisals',
    duties: [],
    figures: [starsConfirmed],
    catalogue: [],
  },
];
