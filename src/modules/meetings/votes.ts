/** Votes taken in a meeting: by show of hands, by name, or on paper counted by two people apart. */
import { record } from '../../kernel/audit/record.ts';
import {
  faultsOnSheet,
  reasonNotToCount,
  reconcile,
  type PaperCount,
} from '../../kernel/ballot/paper-count.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { refuseAll, Refusal } from '../../kernel/refusal.ts';
import { orgOf, requireOpenRecord } from './actions.ts';
import { factsOf } from './facts.ts';
import type { Choice, VoteMode } from './choices.ts';
import {
  electorateOf,
  reasonAgainstCounts,
  reasonNotToVote,
  refuseIf,
  verdictOf,
  type VoteCounts,
} from './rules.ts';
import * as store from './store.ts';

/** Puts a question to the vote. Refuses without a quorum, and in a meeting that decides nothing. */
export async function openVote(
  ctx: Ctx,
  input: { id: string; itemId?: string | undefined; question: string; mode: VoteMode },
): Promise<{ voteId: string }> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireOpenRecord(meeting);
  const facts = await factsOf(ctx, meeting);
  refuseIf(reasonNotToVote(meeting.kind, facts.rule, facts.turnout));
  const items = await store.listItems(ctx, meeting.id);
  if (input.itemId && !items.some((item) => item.id === input.itemId))
    throw new Refusal('not_found', { status: 404 });
  if (input.mode === 'named' && facts.attendees.length === 0)
    throw new Refusal('meetings.no_names_to_call', { field: 'mode' });
  const vote = { itemId: input.itemId ?? null, question: input.question, mode: input.mode };
  const voteId = await store.insertVote(ctx, meeting, vote);
  await record(ctx, {
    event: 'meetings.vote_opened',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { vote: voteId, question: input.question, mode: input.mode },
  });
  return { voteId };
}

export type HandCount = { yes: number; no: number; abstain: number };

/** Hands as counted; the verdict follows at once. */
export async function countHands(ctx: Ctx, input: { id: string; voteId: string } & HandCount): Promise<void> {
  const { meeting, vote } = await lockVote(ctx, input, 'hands');
  const { yes, no, abstain } = input;
  await decide(ctx, meeting, vote, { yes, no, abstain });
}

/** Every present voter's choice, once; the verdict follows at once. */
export async function callNames(
  ctx: Ctx,
  input: { id: string; voteId: string; cast: { attendeeId: string; choice: Choice }[] },
): Promise<void> {
  const { meeting, vote } = await lockVote(ctx, input, 'named');
  const attendees = await store.listAttendees(ctx, meeting.id);
  const voters = attendees.filter((one) => one.votes && one.status === 'present');
  const ids = new Set(input.cast.map((one) => one.attendeeId));
  const left = voters.filter((one) => !ids.has(one.id)).length;
  if (left > 0 || ids.size !== voters.length || input.cast.length !== voters.length)
    throw new Refusal('meetings.everyone_once', { params: { left, voters: voters.length }, field: 'cast' });
  await store.insertNamedVotes(ctx, vote, input.cast);
  const of = (choice: Choice): number => input.cast.filter((one) => one.choice === choice).length;
  await decide(ctx, meeting, vote, { yes: of('yes'), no: of('no'), abstain: of('abstain') });
}

/**
 * One teller's sheet. Refuses the same account twice, sums that do not hold and more papers than voters; two equal sheets
 * decide, differing ones wait for a third, and three that agree on nothing begin a new round.
 */
export async function handInSheet(
  ctx: Ctx,
  input: { voteId: string; count: PaperCount },
): Promise<{ state: 'waiting' | 'third_needed' | 'recount' | 'decided' }> {
  const seen = await store.getVote(ctx, input.voteId);
  const { meeting, vote } = await lockVote(ctx, { id: seen.meetingId, voteId: seen.id }, 'paper');
  const teller = accountOf(ctx);
  if (!teller) throw new Error('a teller is a person');
  const earlier = (await store.listSheets(ctx, [vote.id])).filter((sheet) => sheet.round === vote.round);
  refuseIf(reasonNotToCount(earlier, teller), 409);
  const faults = faultsOnSheet(input.count);
  if (faults.length > 0) refuseAll(faults);
  const facts = await factsOf(ctx, meeting);
  const { rule } = facts;
  const electorate = electorateOf(meeting.kind, rule, facts.turnout);
  refuseIf(reasonAgainstCounts(electorate, countsOf(input.count)));

  await store.insertSheet(ctx, vote, { teller, count: input.count, place: earlier.length + 1 });
  await record(ctx, {
    event: 'meetings.sheet_handed_in',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { vote: vote.id, round: vote.round, place: earlier.length + 1 },
  });
  const state = reconcile([...earlier, { teller, count: input.count }]);
  switch (state.kind) {
    case 'agreed':
      await decide(ctx, meeting, vote, countsOf(state.count));
      return { state: 'decided' };
    case 'recount':
      await store.nextRound(ctx, vote.id);
      return { state: 'recount' };
    case 'third_needed':
      await callThirdTeller(ctx, meeting, vote, [...earlier.map((sheet) => sheet.teller), teller]);
      return { state: 'third_needed' };
    case 'waiting':
      return { state: 'waiting' };
  }
}

/** A vote that does not count, with the reason: void papers, attendance that was wrong. It stays in the record. */
export async function voidVote(
  ctx: Ctx,
  input: { id: string; voteId: string; reason: string },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireOpenRecord(meeting);
  const vote = await store.getVote(ctx, input.voteId, 'update');
  if (vote.meetingId !== meeting.id) throw new Refusal('not_found', { status: 404 });
  if (vote.state === 'void') throw new Refusal('meetings.vote_is_void', { status: 409 });
  await store.voidVote(ctx, vote.id, input.reason);
  await record(ctx, {
    event: 'meetings.vote_voided',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    before: { vote: vote.id, state: vote.state, counts: vote.counts },
    reason: input.reason,
  });
}

async function lockVote(
  ctx: Ctx,
  input: { id: string; voteId: string },
  mode: VoteMode,
): Promise<{ meeting: store.MeetingRow; vote: store.VoteRow }> {
  const meeting = await store.getMeeting(ctx, input.id, 'share');
  requireOpenRecord(meeting);
  const vote = await store.getVote(ctx, input.voteId, 'update');
  if (vote.meetingId !== meeting.id || vote.mode !== mode) throw new Refusal('not_found', { status: 404 });
  if (vote.state === 'void') throw new Refusal('meetings.vote_is_void', { status: 409 });
  if (vote.state === 'decided')
    throw new Refusal('meetings.vote_is_decided', { status: 409, params: sumsOf(vote) });
  return { meeting, vote };
}

/** What stands, beside what was just sent. */
function sumsOf({ counts }: store.VoteRow): HandCount {
  return { yes: counts?.yes ?? 0, no: counts?.no ?? 0, abstain: counts?.abstain ?? 0 };
}

async function decide(
  ctx: Ctx,
  meeting: store.MeetingRow,
  vote: store.VoteRow,
  counts: VoteCounts,
): Promise<void> {
  const facts = await factsOf(ctx, meeting);
  const { rule } = facts;
  refuseIf(reasonNotToVote(meeting.kind, rule, facts.turnout));
  const electorate = electorateOf(meeting.kind, rule, facts.turnout);
  refuseIf(reasonAgainstCounts(electorate, counts));
  const verdict = verdictOf(rule, electorate, counts);
  await store.decideVote(ctx, vote.id, {
    electorate,
    counts,
    passed: verdict.passed,
    verdict: {
      cites: rule.source,
      certainty: rule.certainty,
      // Numbers and message keys only, see `Verdict`.
      arithmetic: verdict.arithmetic as Record<string, string | number>,
    },
  });
  await record(ctx, {
    event: 'meetings.vote_decided',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { vote: vote.id, counts, passed: verdict.passed, rule: rule.source },
  });
}

function countsOf({ yes, no, abstain, ...papers }: PaperCount): VoteCounts {
  return { yes, no, abstain, papers };
}

/** The two differ: someone else of the organization counts. */
async function callThirdTeller(
  ctx: Ctx,
  meeting: store.MeetingRow,
  vote: store.VoteRow,
  counted: string[],
): Promise<void> {
  const roles = ['village_secretary', 'graduate_village_official', 'village_supervisor'];
  const others = (await accountsWithRole(ctx, roles, meeting.orgPath)).filter((id) => !counted.includes(id));
  await notify(ctx, others, {
    key: 'meetings.third_teller',
    openParams: { title: meeting.title },
    params: { question: vote.question },
    path: `/meetings/counts/${vote.id}`,
    urgent: true,
    subject: { type: 'meeting', id: meeting.id, orgPath: meeting.orgPath },
  });
}
