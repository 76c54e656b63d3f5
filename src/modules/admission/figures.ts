/** Figures of admission, each with the cases or branches behind it; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { figureOfRows } from '../organizations/facade.ts';
import { caseStates, type Stage, stageOf } from './choices.ts';
import { admissionRules } from './rulebooks.ts';

type Piece = ReturnType<typeof sql>;

/** Entries that were not taken back later. */
const standing = sql`e.move <> 'take_back' and not exists (
  select from admission_entries t where t.case_id = e.case_id and t.move = 'take_back'
    and (t.details ->> 'undoes')::int = e.no)`;

/** Cases begun by the day with the state in which they stood then; only what changed the state is asked. */
function casesAsOf({ paths, asOf }: FigureQuestion): Piece {
  return sql`(
    select c.id, c.org_id, c.name, c.pinyin, c.sex, c.birth_date, c.education, c.sector, s.to_state as state,
      s.happened_on as since
    from admission_cases c
    cross join lateral (
      select e.to_state, e.happened_on from admission_entries e
      where e.case_id = c.id and e.happened_on <= ${asOf}::date and (e.from_state <> e.to_state or e.move = 'apply')
        and ${standing}
      order by e.no desc limit 1
    ) s
    where c.org_path <@ any(${paths}::ltree[])
  )`;
}

/** Approvals of the year up to the day, one row for each person admitted. */
function admittedAsOf({ paths, asOf }: FigureQuestion): Piece {
  return sql`(
    select c.id, c.org_id, c.name, c.pinyin, c.sex, c.birth_date, c.education, c.sector, null::text as state,
      e.happened_on as since
    from admission_cases c
    join admission_entries e on e.case_id = c.id and e.move = 'approve' and ${standing}
    where c.org_path <@ any(${paths}::ltree[]) and e.happened_on <= ${asOf}::date
      and extract(year from e.happened_on) = ${asOf.year}
  )`;
}

function peopleOf(
  key: string,
  from: (question: FigureQuestion) => Piece,
  condition: (asOf: Temporal.PlainDate) => Piece,
): Figure {
  return figureOfRows({
    key,
    unit: 'people',
    permission: 'admission.read',
    rows: (question) => sql`
      select f.id, f.name as label, f.org_id as "orgId", f.since as "on", '/admission/' || f.id as path, f.pinyin
      from ${from(question)} f where ${condition(question.asOf)}`,
    order: sql`f.pinyin`,
  });
}

const inStage = (key: string, stage: Stage): Figure => {
  const states = caseStates.filter((state) => stageOf(state) === stage);
  return peopleOf(key, casesAsOf, () => sql`f.state = any(${states}::text[])`);
};

const openStates = caseStates.filter((state) => stageOf(state) !== 'closed');

/** Open branches without an approval in the years before the day. */
const branchesWithout = figureOfRows({
  key: 'admission.branches_without',
  unit: 'branches',
  permission: 'admission.read',
  rows: (question) => sql`
    select o.id, n.name as label, o.id as "orgId", null::date as "on", '/organizations/' || o.id as path, o.path as place
    from organizations o
    join organization_names n on n.org_id = o.id and n.valid @> ${question.asOf}::date
    where ${withoutAdmission(question)}`,
  order: sql`f.place`,
});

/** Whoever joined in the branch counts, through a case or from the roll before there were cases. */
function withoutAdmission({ paths, asOf }: FigureQuestion): Piece {
  const years = parameterAt(admissionRules, 'branch.years_without', asOf).value;
  const since = asOf.subtract({ years });
  return sql`o.kind in ('branch', 'joint_branch') and o.path <@ any(${paths}::ltree[])
    and o.founded_on <= ${since} and (o.dissolved_on is null or o.dissolved_on > ${asOf})
    and not exists (
      select from membership_events j where j.org_id = o.id and j.event = 'joined'
        and j.happened_on > ${since}::date and j.happened_on <= ${asOf}::date
    )`;
}

export const admissionFigures: readonly Figure[] = [
  inStage('admission.applicants', 'applicant'),
  inStage('admission.activists', 'activist'),
  inStage('admission.candidates', 'candidate'),
  inStage('admission.probationary', 'probationary'),
  // A year in one state is long for every stage but probation, which lasts a year.
  peopleOf(
    'admission.waiting_long',
    casesAsOf,
    (asOf) => sql`f.state = any(${openStates}::text[]) and f.since < ${asOf.subtract({ months: 18 })}::date`,
  ),
  peopleOf('admission.admitted', admittedAsOf, () => sql`true`),
  peopleOf('admission.admitted_women', admittedAsOf, () => sql`f.sex = 'female'`),
  peopleOf(
    'admission.admitted_up_to_35',
    admittedAsOf,
    (asOf) => sql`extract(year from age(${asOf}::date, f.birth_date)) <= 35`,
  ),
  peopleOf(
    'admission.admitted_college',
    admittedAsOf,
    () => sql`f.education similar to '(研究生|博士|硕士|大学|大专|党校研究生|党校大学|党校大专)%'`,
  ),
  peopleOf(
    'admission.admitted_new_sector',
    admittedAsOf,
    () => sql`f.sector in ('firm', 'social_organization')`,
  ),
  branchesWithout,
];

/** Cases with a standing entry of these moves in the year up to the day. */
const inYear = (key: string, moves: readonly string[]): Figure =>
  peopleOf(
    key,
    ({ paths, asOf }) => sql`(
      select distinct on (c.id) c.id, c.org_id, c.name, c.pinyin, e.happened_on as since
      from admission_cases c
      join admission_entries e on e.case_id = c.id and e.move = any(${[...moves]}::text[]) and ${standing}
      where c.org_path <@ any(${paths}::ltree[]) and e.happened_on <= ${asOf}::date
        and extract(year from e.happened_on) = ${asOf.year}
      order by c.id, e.no desc
    )`,
    () => sql`true`,
  );

/** The four systems of the town's document: notice, pre-review, ballot, accountability. */
export const systemFigures: readonly Figure[] = [
  peopleOf(
    'admission.noticed',
    ({ paths, asOf }) => sql`(
      select distinct on (c.id) c.id, c.org_id, c.name, c.pinyin, coalesce(n.posted_on, p.shown_from) as since
      from admission_notices n
      join admission_cases c on c.id = n.case_id
      left join publications p on p.id = n.publication_id
      where c.org_path <@ any(${paths}::ltree[]) and coalesce(n.posted_on, p.shown_from) <= ${asOf}::date
        and extract(year from coalesce(n.posted_on, p.shown_from)) = ${asOf.year}
      order by c.id, since desc
    )`,
    () => sql`true`,
  ),
  inYear('admission.prereviewed', ['prereview']),
  inYear('admission.voted', ['pass_meeting', 'fail_meeting']),
  peopleOf(
    'admission.inquiries',
    ({ paths, asOf }) => sql`(
      select distinct on (c.id) c.id, c.org_id, c.name, c.pinyin, i.opened_on as since
      from admission_inquiries i join admission_cases c on c.id = i.case_id
      where c.org_path <@ any(${paths}::ltree[]) and i.opened_on <= ${asOf}::date
        and (i.concluded_on is null or i.concluded_on > ${asOf}::date)
      order by c.id, i.opened_on
    )`,
    () => sql`true`,
  ),
];
