/** Entered once: a vote that was counted in a meeting carries the case on. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import {
  attachMeeting,
  decisionOf,
  finalDecisionsUnder,
  type Decision,
  type MeetingKind,
} from '../meetings/facade.ts';
import { superiorTownOf } from '../organizations/facade.ts';
import { lockCase, readFile, requireCase } from './case-file.ts';
import type { VotedMove, Way } from './choices.ts';
import { addDecision, taken } from './decision-store.ts';
import type { CountedVote, DispositionFacts } from './facts.ts';
import { makeMove } from './moves.ts';
import * as store from './store.ts';

/** The body that votes on each move. */
const kindsOf: Record<VotedMove, readonly MeetingKind[]> = {
  resolve: ['branch_members_meeting'],
  approve: ['town_committee_meeting'],
  confirm_correction: ['branch_members_meeting', 'branch_committee_meeting'],
};

/** Where it meets: the branch of the case, or the town committee above it. */
async function placeOf(ctx: Ctx, row: store.CaseRow, move: VotedMove): Promise<{ id: string; path: string }> {
  return move === 'approve' ? superiorTownOf(ctx, row.orgId) : { id: row.orgId, path: row.orgPath };
}

/** Votes that fit a move: of a closed record of its body, held since the case came here, and not used yet. */
export async function listMeetingVotes(ctx: Ctx, { id, move }: { id: string; move: VotedMove }) {
  const row = requireCase(ctx, await store.find(ctx, id));
  const place = await placeOf(ctx, row, move);
  const found = (
    await finalDecisionsUnder(ctx, place.path, { kinds: kindsOf[move], since: row.stateSince })
  ).filter(({ meeting }) => meeting.orgId === place.id);
  const used = await taken(
    ctx,
    found.map((one) => one.id),
  );
  return {
    rows: found.flatMap(({ id: decisionId, electorate, counts, meeting, question, mode, passed }) => {
      if (used.has(decisionId) || !electorate || !counts || !meeting.heldOn) return [];
      const { eligible, present } = electorate;
      const { yes, no, abstain } = counts;
      return [
        {
          decisionId,
          title: meeting.title,
          question,
          heldOn: meeting.heldOn.toString(),
          mode,
          passed: passed === true,
          eligible,
          present,
          yes,
          no,
          abstain,
        },
      ];
    }),
  };
}

export type Taken = {
  id: string;
  version: number;
  decisionId: string;
  /** With the branch's decision. */
  terms?: { way: Way; deadlineOn?: string | undefined; tasks: string[] };
  /** With the town committee's decision. */
  reference?: string;
};

/** Carries the case by one vote. Refuses a vote of another body, one not secret where it must be, open, lost or used already. */
export async function takeVote(ctx: Ctx, move: VotedMove, input: Taken): Promise<void> {
  const row = await lockCase(ctx, input.id);
  const decision = await decisionOf(ctx, input.decisionId);
  const place = await placeOf(ctx, row, move);
  const vote = countedVote(decision, kindsOf[move], place.id);
  const { terms, reference } = input;
  await makeMove(ctx, await readFile(ctx, row), move, {
    version: input.version,
    brought: { vote, ...(terms && { terms: termsOf(terms) }) },
    ...(reference && { reference }),
  });
  const { electorate, counts } = decision;
  if (!electorate || !counts) throw new Error(`vote ${decision.id} is final without its counts`);
  const isNew = await addDecision(ctx, row, {
    decisionId: decision.id,
    move,
    heldOn: vote.heldOn,
    question: decision.question,
    way: terms?.way ?? row.way,
    deadlineOn: terms?.deadlineOn ? Temporal.PlainDate.from(terms.deadlineOn) : row.deadlineOn,
    eligible: electorate.eligible,
    present: electorate.present,
    yes: counts.yes,
    no: counts.no,
    abstain: counts.abstain,
  });
  if (!isNew) throw new Refusal('dispositions.vote_used', { status: 409, field: 'decisionId' });
  if (terms?.way === 'rectify') await store.addTasks(ctx, row, terms.tasks);
  await attachMeeting(ctx, decision.meeting.id, { type: 'member_disposition', id: row.id });
}

function countedVote(decision: Decision, kinds: readonly MeetingKind[], orgId: string): CountedVote {
  const { meeting } = decision;
  return {
    heldOn: meeting.heldOn ?? meeting.plannedOn,
    fits: kinds.includes(meeting.kind) && meeting.orgId === orgId,
    final: decision.final,
    passed: decision.passed === true,
    mode: decision.mode,
  };
}

function termsOf(terms: NonNullable<Taken['terms']>): NonNullable<DispositionFacts['brought']['terms']> {
  return {
    way: terms.way,
    ...(terms.deadlineOn && { deadlineOn: Temporal.PlainDate.from(terms.deadlineOn) }),
    tasks: terms.tasks.length,
  };
}
