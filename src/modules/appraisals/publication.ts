/** What of a branch's appraisal is made known within the Party: how many of each grade. No names, no reasons, no ballots. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Block } from '../../kernel/disclosure/content.ts';
import { propose, publicationsOf, type Publication } from '../../kernel/disclosure/publications.ts';
import { refuseAll, type Reason } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import { subjectType } from './actions.ts';
import { getRound, readFile, type RoundFile } from './case-file.ts';
import { grades, type Grade } from './choices.ts';
import { appraisalMessages as messages } from './messages.ts';
import type { RoundRow } from './store.ts';

/** The row of the Party's catalogue under which results are published (`openness`). */
const catalogueKey = 'party.appraisal';

/** Days after the year within which they must be known; the same as the catalogue says. */
const dueDays = 90;

export type Results = { members: number; graded: number } & Record<Grade, number>;

/** Proposes the figures of a round; review and approval are other people's steps. Refused while a grade may still change. */
export async function publishResults(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  const round = await getRound(ctx, id, 'update');
  const file = await readFile(ctx, round);
  const because = reasonsNotToPublish(file, ctx.today, await publicationOf(ctx, round));
  if (because.length > 0) refuseAll(because, 409);
  const results = resultsOf(file);
  const names = await nameOf(ctx, [round.orgId], ctx.today);
  const org = { id: round.orgId, path: round.orgPath };
  const proposed = await propose(ctx, {
    catalogueKey,
    org,
    subject: subjectOf(round),
    title: messages['zh-CN']['appraisals.public.title']
      .replace('{{branch}}', names.get(round.orgId)?.shortName ?? '')
      .replace('{{year}}', String(round.year)),
    content: { blocks: blocksOf(round, results) },
    audience: 'members',
    profile: 'names_masked',
    dueOn: Temporal.PlainDate.from({ year: round.year, month: 12, day: 31 }).add({ days: dueDays }),
  });
  await record(ctx, {
    event: 'appraisals.put_forward',
    org,
    subject: { type: 'publication', id: proposed.id },
    after: { appraisal: round.id, ...results },
  });
  return { id: proposed.id };
}

/** Every reason why the figures of a round cannot be put forward on a day. */
export function reasonsNotToPublish(
  { round, objections }: Pick<RoundFile, 'round' | 'objections'>,
  today: Temporal.PlainDate,
  standing: Publication | undefined,
): Reason[] {
  if (standing) return [{ code: 'appraisals.put_forward_already' }];
  if (!round.toldOn || !round.objectionsUntil)
    return [{ code: 'appraisals.not_told_yet', who: 'appraisals.manage' }];
  const because: Reason[] = [];
  if (Temporal.PlainDate.compare(today, round.objectionsUntil) <= 0)
    because.push({
      code: 'appraisals.window_open',
      params: { until: round.objectionsUntil.toString() },
      possibleFrom: round.objectionsUntil.add({ days: 1 }).toString(),
    });
  const open = objections.filter((one) => one.answer === null).length;
  if (open > 0)
    because.push({ code: 'appraisals.objections_open', params: { count: open }, who: 'appraisals.approve' });
  return because;
}

/** The one that is on its way or out; what was sent back or taken down stands in nobody's way. */
export async function publicationOf(ctx: Ctx, round: RoundRow): Promise<Publication | undefined> {
  const all = await publicationsOf(ctx, subjectOf(round));
  return all.find(({ state }) => state !== 'returned' && state !== 'ended');
}

/** Counts of the round as its grades stand now. */
export function resultsOf({ members, graded }: Pick<RoundFile, 'members' | 'graded'>): Results {
  const count = (grade: Grade) => graded.filter((member) => member.grade === grade).length;
  return {
    members: members.length,
    graded: graded.length,
    excellent: count('excellent'),
    qualified: count('qualified'),
    basic: count('basic'),
    unqualified: count('unqualified'),
  };
}

function subjectOf(round: RoundRow): { type: string; id: string } {
  return { type: subjectType, id: round.id };
}

function blocksOf(round: RoundRow, results: Results): Block[] {
  const people = (labelKey: string, number: number) => ({
    labelKey,
    value: { kind: 'number' as const, number, unitKey: 'unit.people' },
  });
  return [
    {
      kind: 'facts',
      facts: [
        { labelKey: 'appraisals.public.year', value: { kind: 'text', text: String(round.year) } },
        people('appraisals.public.members', results.members),
        people('appraisals.public.graded', results.graded),
        ...grades.map((grade) => people(`appraisals.grade.${grade}`, results[grade])),
      ],
    },
    { kind: 'paragraph', text: messages['zh-CN']['appraisals.public.note'] },
  ];
}
