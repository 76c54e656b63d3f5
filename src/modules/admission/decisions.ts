/** Entered once: a step takes its vote from a closed record of module meetings, or from minutes older than the system. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import {
  attachMeeting,
  type Decision,
  decisionOf,
  finalDecisionsUnder,
  type MeetingKind,
  tellersOf,
} from '../meetings/facade.ts';
import { superiorOf } from '../organizations/facade.ts';
import type { DecidingBody } from './ballots.ts';
import type { DecidingAct } from './acts-api.ts';
import type { Ballot } from './facts.ts';
import * as store from './store.ts';

/** The body that takes each decision. */
export const bodyOf: Record<DecidingAct, DecidingBody> = {
  confirm_activist: 'branch_committee',
  confirm_candidate: 'branch_committee',
  review_by_committee: 'branch_committee',
  hold_branch_meeting: 'branch_meeting',
  decide_admission: 'town_committee',
  hold_conversion_meeting: 'branch_meeting',
  decide_conversion: 'town_committee',
};

/** Meetings in which it is taken: a branch without a committee decides in its members' meeting (支部2018). */
const kindsOf: Record<DecidingBody, readonly MeetingKind[]> = {
  branch_committee: ['branch_committee_meeting', 'branch_members_meeting'],
  branch_meeting: ['branch_members_meeting'],
  town_committee: ['town_committee_meeting'],
};

export type Minutes = {
  title: string;
  eligible: number;
  present: number;
  yes: number;
  no: number;
  abstain: number;
  secret: boolean;
  tellers: string[];
};

type Given = {
  decisionId?: string | undefined;
  minutes?: Minutes | undefined;
  writtenYes?: number | undefined;
  writtenNo?: number | undefined;
  writtenAbstain?: number | undefined;
};

/** Where the body of an act meets: the branch, or the committee above it. */
async function seatOf(
  ctx: Ctx,
  row: store.CaseRow,
  body: DecidingBody,
): Promise<{ id: string; path: string }> {
  if (body !== 'town_committee') return { id: row.orgId, path: row.orgPath };
  let above = await superiorOf(ctx, row.orgId);
  while (above && above.kind !== 'township_party_committee') above = await superiorOf(ctx, above.id);
  if (!above) throw new Refusal('admission.no_committee_above', { status: 409 });
  return { id: above.id, path: above.path };
}

/** Decisions of closed meetings that an act can rest on, the newest first; one that another step used is left out. */
export async function listDecisions(ctx: Ctx, { id, act }: { id: string; act: DecidingAct }) {
  const row = await store.find(ctx, id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  const body = bodyOf[act];
  const seat = await seatOf(ctx, row, body);
  const found = await finalDecisionsUnder(ctx, seat.path, { kinds: kindsOf[body], since: row.stateSince });
  const rows = [];
  for (const decision of found) {
    const { electorate, counts, meeting } = decision;
    if (!electorate || !counts || !meeting.heldOn || meeting.orgId !== seat.id) continue;
    if (await store.isDecisionUsed(ctx, decision.id)) continue;
    rows.push({
      decisionId: decision.id,
      title: meeting.title,
      question: decision.question,
      heldOn: meeting.heldOn.toString(),
      path: meeting.path,
      eligible: electorate.eligible,
      present: electorate.present,
      yes: counts.yes,
      no: counts.no,
      abstain: counts.abstain,
      secret: counts.papers !== undefined,
    });
  }
  return { rows };
}

/** The ballot of an act with the day of its meeting; undefined when nothing was given. */
export async function ballotOf(
  ctx: Ctx,
  row: store.CaseRow,
  act: DecidingAct,
  given: Given,
): Promise<{ ballot: Ballot; heldOn?: Temporal.PlainDate } | undefined> {
  const writing = writtenOf(given);
  if (!given.decisionId) return given.minutes && { ballot: { ...given.minutes, ...writing } };
  const decision = await decisionOf(ctx, given.decisionId);
  await requireFitting(ctx, row, bodyOf[act], decision);
  const { electorate, counts, meeting } = decision;
  if (!decision.final || !meeting.heldOn || !electorate || !counts) {
    const params = { stateKey: `procedure.meeting.state.${meeting.state}` };
    throw new Refusal('admission.meeting_not_closed', { params, field: 'decisionId' });
  }
  if (await store.isDecisionUsed(ctx, decision.id))
    throw new Refusal('admission.decision_used', { status: 409, field: 'decisionId' });
  await attachMeeting(ctx, meeting.id, { type: 'admission_case', id: row.id });
  return {
    heldOn: meeting.heldOn,
    ballot: {
      title: meeting.title,
      eligible: electorate.eligible,
      present: electorate.present,
      yes: counts.yes,
      no: counts.no,
      abstain: counts.abstain,
      // Papers are always counted by two accounts apart; their names stand in the meeting's own record.
      secret: counts.papers !== undefined,
      tellers: counts.papers ? await tellersOf(ctx, decision.id) : [],
      decisionId: decision.id,
      meetingId: meeting.id,
      ...writing,
    },
  };
}

function writtenOf({ writtenYes = 0, writtenNo = 0, writtenAbstain = 0 }: Given): Pick<Ballot, 'written'> {
  if (writtenYes + writtenNo + writtenAbstain === 0) return {};
  return { written: { yes: writtenYes, no: writtenNo, abstain: writtenAbstain } };
}

async function requireFitting(
  ctx: Ctx,
  row: store.CaseRow,
  body: DecidingBody,
  { meeting }: Decision,
): Promise<void> {
  const seat = await seatOf(ctx, row, body);
  if (meeting.orgId !== seat.id) throw new Refusal('admission.meeting_elsewhere', { field: 'decisionId' });
  if (kindsOf[body].includes(meeting.kind)) return;
  throw new Refusal('admission.meeting_of_other_kind', {
    params: { kindKey: `meetings.kind.${meeting.kind}`, bodyKey: `admission.body.${body}` },
    field: 'decisionId',
  });
}
