/** Article 5: the institutions of admission, with what shows on the board of each. */
import { sql } from 'kysely';
import { dayOf, type Ctx } from '../../kernel/ctx.ts';
import type { CatalogueRow, DutyRow, EvidenceSource, Institution } from '../../kernel/institution.ts';
import { admissionFigures, systemFigures } from './figures.ts';
import { noticeDueDays } from './notices.ts';

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

/** Observations of activists, candidates and members on probation; an entry taken back is none. */
const observations: EvidenceSource = async (ctx, { paths, from, to }) => {
  const { rows } = await sql<{
    id: string;
    orgId: string;
    name: string;
    on: Temporal.PlainDate;
    recordedAt: Temporal.Instant;
  }>`
    select c.id, c.org_id as "orgId", c.name, e.happened_on as "on", e.recorded_at as "recordedAt"
    from admission_entries e join admission_cases c on c.id = e.case_id
    where e.move in ('observe', 'observe_probation') and e.happened_on between ${from} and ${to}
      and e.org_path <@ any(${paths}::ltree[])
      and not exists (select from admission_entries t where t.case_id = e.case_id and t.move = 'take_back'
        and (t.details ->> 'undoes')::int = e.no)
  `.execute(ctx.tx);
  return rows.map((row) => ({
    orgId: row.orgId,
    happenedOn: row.on,
    recordedOn: dayOf(row.recordedAt),
    label: row.name,
    path: `/admission/${row.id}`,
  }));
};

/** Branches that have somebody to observe, each since its first; a half-year that had begun before is not owed. */
async function withPeopleToObserve(
  ctx: Ctx,
  orgIds: string[],
): Promise<ReadonlyMap<string, Temporal.PlainDate>> {
  const { rows } = await sql<{ id: string; since: Temporal.PlainDate }>`
    select c.org_id as id, min(e.happened_on) as since
    from admission_cases c join admission_entries e on e.case_id = c.id and e.move = 'confirm_activist'
    where c.org_id = any(${orgIds}::uuid[]) and c.state in ('activist', 'candidate', 'probationary')
    group by c.org_id
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row.since]));
}

const observation: DutyRow = {
  schedule: {
    key: 'admission.observation',
    every: 'half_year',
    due: { after: 'period_end', days: 0, unit: 'calendar' },
    from: '2014-05-28',
  },
  owedBy: { kinds: ['branch', 'joint_branch'], only: withPeopleToObserve },
  next: 'village_secretary',
  cites: '细则2014 art. 11',
  certainty: 'certain',
  evidence: observations,
  startPath: () => '/admission',
};

const noticeRow = (part: 'candidate' | 'admission' | 'conversion', cites: string): CatalogueRow => ({
  key: `admission.${part}`,
  catalogue: 'party',
  every: 'each_time',
  owedBy: ['branch', 'joint_branch'],
  dueDays: noticeDueDays,
  cites,
  certainty: 'check',
  profile: 'names_full',
});

const institution = (id: string, given: Partial<Institution>): Institution => ({
  id,
  responsible,
  path: '/admission',
  duties: [],
  figures: [],
  catalogue: [],
  ...given,
});

const figuresNamed = (...keys: string[]) =>
  [...admissionFigures, ...systemFigures].filter((figure) => keys.includes(figure.key));

export const admissionInstitutions: readonly Institution[] = [
  institution('local_admission_rules', {
    duties: [observation],
    figures: figuresNamed(
      'admission.applicants',
      'admission.activists',
      'admission.candidates',
      'admission.probationary',
      'admission.admitted',
      'admission.admitted_college',
      'admission.waiting_long',
      'admission.branches_without',
    ),
  }),
  institution('public_notice_system', {
    figures: figuresNamed('admission.noticed'),
    catalogue: [
      noticeRow('candidate', '细则2026 art. 13'),
      noticeRow('admission', '发展党员公示制'),
      noticeRow('conversion', '发展党员公示制'),
    ],
  }),
  institution('prereview_system', { figures: figuresNamed('admission.prereviewed') }),
  institution('ballot_system', { figures: figuresNamed('admission.voted') }),
  institution('accountability_system', { figures: figuresNamed('admission.inquiries') }),
  institution('priority_group', {
    path: '/admission/plan',
    figures: figuresNamed('admission.admitted_women', 'admission.admitted_up_to_35'),
  }),
  institution('new_sector_admission', {
    path: '/admission/plan',
    figures: figuresNamed('admission.admitted_new_sector'),
  }),
];
