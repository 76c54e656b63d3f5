/** Walks a case through HTTP, as the people of 柳树村 would; each stage ends on its own day. */
import assert from 'node:assert/strict';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { noticeEnd } from '../../src/kernel/clock/calendar.ts';
import { loadCalendar, seedYears } from '../../src/kernel/clock/store.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import type { BothSides } from '../../src/kernel/refusal.ts';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

export type CaseView = ReplyOf<typeof api.getCase>;
type Vote = { eligible: number; present: number; yes: number };

export async function openVillage(): Promise<Town> {
  const town = await openTown();
  await town.act('system', 'system', seedYears);
  return town;
}

/** Calls and expects success; says what was refused when it is not. */
export async function done<E extends Endpoint>(
  town: Town,
  who: Person,
  endpoint: E,
  input: InputOf<E>,
): Promise<ReplyOf<E>> {
  const answer = await town.call(who, endpoint, input);
  assert.equal(answer.status, 200, JSON.stringify(answer.problem));
  return answer.body;
}

/** Calls and expects a refusal; gives its reasons. */
export async function refused<E extends Endpoint>(
  town: Town,
  who: Person,
  endpoint: E,
  input: InputOf<E>,
  status = 422,
) {
  const answer = await town.call(who, endpoint, input);
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.problem.reasons;
}

export const motion = {
  matter: 'public_works_funding',
  title: '修缮东沟组道路',
  source: 'members_or_villagers',
  proposers: ['王小明', '李大山'],
  plan: '修缮道路1.2公里，村集体出资12万元。',
} as const;

export async function startCase(
  town: Town,
  movedOn: string,
  given: Partial<InputOf<typeof api.startCase>> = {},
): Promise<CaseView> {
  town.setToday(movedOn);
  const input = { villageId: town.orgs.柳树村.id, ...motion, proposers: [...motion.proposers], movedOn };
  const { id } = await done(town, '小唐', api.startCase, { ...input, ...given });
  return view(town, id);
}

export function view(town: Town, id: string): Promise<CaseView> {
  return done(town, '柳支书', api.getCase, { id });
}

/** The meeting of a step, recorded on its day with a show of hands; what is present and not for it abstains. */
export function meetingInput(
  of: CaseView,
  step: 'proposal' | 'deliberation' | 'review' | 'resolution',
  { eligible, present, yes }: Vote,
  given: Partial<InputOf<typeof api.recordMeeting>> & { heldOn: string },
): InputOf<typeof api.recordMeeting> {
  const meeting = {
    proposal: 'party_proposal',
    deliberation: 'joint_committee',
    review: 'members_meeting',
    resolution: 'villager_representatives_meeting',
  } as const;
  const unit = {
    proposal: 'committee',
    deliberation: 'committee',
    review: 'members',
    resolution: 'representatives',
  } as const;
  return {
    id: of.id,
    version: of.version,
    step,
    meeting: meeting[step],
    textNo: of.texts.at(-1)?.no ?? 0,
    unit: unit[step],
    eligible,
    present,
    method: 'show_of_hands',
    yes,
    no: 0,
    abstain: present - yes,
    minutesSigned: true,
    chair: '柳大山',
    recorder: '唐小雨',
    ...given,
  };
}

/** Motion of 1 March 2026 up to the members' review of 10 March. */
export async function reviewedCase(
  town: Town,
  given: Partial<InputOf<typeof api.startCase>> = {},
): Promise<CaseView> {
  let at = await startCase(town, '2026-03-01', given);
  at = await done(town, '小唐', api.consult, { ...keys(at), on: '2026-03-01', text: '走访了二十户村民' });
  town.setToday('2026-03-02');
  at = await record(town, at, 'proposal', { eligible: 5, present: 5, yes: 5 }, { heldOn: '2026-03-02' });
  at = await done(town, '柳支书', api.propose, keys(at));
  town.setToday('2026-03-05');
  at = await record(town, at, 'deliberation', { eligible: 9, present: 8, yes: 6 }, { heldOn: '2026-03-05' });
  at = await done(town, '柳支书', api.deliberate, keys(at));
  town.setToday('2026-03-10');
  at = await record(
    town,
    at,
    'review',
    { eligible: 30, present: 22, yes: 18 },
    { heldOn: '2026-03-10', noticedOn: '2026-03-06' },
  );
  return done(town, '柳支书', api.review, keys(at));
}

export async function record(
  town: Town,
  at: CaseView,
  step: 'proposal' | 'deliberation' | 'review' | 'resolution',
  vote: Vote,
  given: Partial<InputOf<typeof api.recordMeeting>> & { heldOn: string },
): Promise<CaseView> {
  return done(town, '小唐', api.recordMeeting, meetingInput(at, step, vote, given));
}

/** Resolved by the representatives on 20 March. */
export async function resolvedCase(town: Town): Promise<CaseView> {
  let at = await reviewedCase(town);
  town.setToday('2026-03-20');
  at = await record(
    town,
    at,
    'resolution',
    { eligible: 45, present: 36, yes: 30 },
    { heldOn: '2026-03-20', authorizationReference: '2024年村民会议授权决定' },
  );
  return done(town, '柳支书', api.resolve, keys(at));
}

/** Put forward, reviewed, approved and published by four people on one day. */
export async function publish(town: Town, at: CaseView, part: 'resolution' | 'result'): Promise<CaseView> {
  const after = await done(town, '小唐', api.proposeDisclosure, { ...keys(at), part });
  const publication = after.disclosures.find((one) => one.part === part && !one.setAside);
  assert.ok(publication);
  const { publicationId } = publication;
  await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, publicationId, '不涉密'));
  await town.act('柳支书', 'disclosure.approve', (ctx) => publications.approve(ctx, publicationId));
  await town.act('小唐', 'disclosure.publish', async (ctx) => {
    const { shown } = await publications.getPublication(ctx, publicationId);
    const lastDay = shown ? noticeEnd(await loadCalendar(ctx), ctx.today, shown) : null;
    return publications.publish(ctx, publicationId, lastDay);
  });
  return view(town, at.id);
}

export const keys = ({ id, version }: CaseView): { id: string; version: number } => ({ id, version });

/** Both sides of a stale edit, as the screen shows them. */
export function bothOf(problem: { both?: unknown }): BothSides {
  assert.ok(problem.both, 'both sides are told');
  return problem.both as BothSides; // the contract leaves it open; the refusal has this shape
}
