/** Entered once: a step takes attendance and votes from a closed record of module meetings. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import {
  attachMeeting,
  decisionOf,
  finalDecisionsUnder,
  type Decision,
  type MeetingKind,
} from '../meetings/facade.ts';
import { meetingOfStep, recordMeeting } from './actions.ts';
import type { VotedStep } from './choices.ts';
import { lockCase } from './moves.ts';
import type { VotingMeeting } from './rulebooks.ts';
import { meetingKey } from './rules.ts';
import * as store from './store.ts';

/** The kind of meeting in which each vote is taken; a group's meeting keeps its record with the matter. */
const kindOf: Partial<Record<VotingMeeting, MeetingKind>> = {
  party_proposal: 'branch_committee_meeting',
  joint_committee: 'joint_committee_deliberation',
  members_meeting: 'branch_members_meeting',
  villagers_assembly: 'villagers_assembly',
  villager_representatives_meeting: 'villager_representatives_meeting',
  member_assembly: 'collective_members_assembly',
  member_representatives_meeting: 'collective_representatives_meeting',
};

/** Decisions that fit a step: of a closed meeting of its kind in the village, held since the case reached its state. */
export async function listMeetingDecisions(ctx: Ctx, { id, step }: { id: string; step: VotedStep }) {
  const row = await store.find(ctx, id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  const kinds = meetingOfStep[step].meetings.flatMap((meeting) => kindOf[meeting] ?? []);
  const found = await finalDecisionsUnder(ctx, row.orgPath, { kinds, since: row.stateSince });
  return {
    rows: found.flatMap((decision) => {
      const { electorate, counts, meeting } = decision;
      if (!electorate || !counts || !meeting.heldOn) return [];
      return {
        decisionId: decision.id,
        meeting: meetingFor(step, meeting.kind),
        title: meeting.title,
        question: decision.question,
        heldOn: meeting.heldOn.toString(),
        path: meeting.path,
        eligible: electorate.eligible,
        present: electorate.present,
        yes: counts.yes,
        no: counts.no,
        abstain: counts.abstain,
      };
    }),
  };
}

export type TakenRecord = {
  id: string;
  version: number;
  step: VotedStep;
  decisionId: string;
  textNo: number;
  authorizationReference?: string | undefined;
};

/**
 * Takes a step's meeting from its record and links the two. Refuses a meeting of another village or kind and one whose
 * record is open or annulled; the case's own rule judges the votes.
 */
export async function takeFromMeeting(ctx: Ctx, input: TakenRecord): Promise<void> {
  const row = await lockCase(ctx, input.id);
  const decision = await decisionOf(ctx, input.decisionId);
  const meeting = fittingMeeting(row, input.step, decision);
  const { electorate, counts } = decision;
  const { heldOn, toldOn, place, host, recorder } = decision.meeting;
  if (!decision.final || !heldOn || !electorate || !counts) {
    const stateKey = `procedure.meeting.state.${decision.meeting.state}`;
    throw new Refusal('village_decisions.meeting_not_closed', { params: { stateKey }, field: 'decisionId' });
  }
  await recordMeeting(ctx, {
    ...input,
    meeting,
    noticedOn: toldOn?.toString(),
    heldOn: heldOn.toString(),
    place,
    unit: electorate.unit,
    eligible: electorate.eligible,
    present: electorate.present,
    method: 'meeting_record',
    yes: counts.yes,
    no: counts.no,
    abstain: counts.abstain,
    // A record is closed by naming who chaired and who wrote it.
    minutesSigned: host !== undefined && recorder !== undefined,
    chair: host,
    recorder,
    decision: decision.question,
  });
  await attachMeeting(ctx, decision.meeting.id, { type: 'village_decision_case', id: row.id });
}

function fittingMeeting(row: store.CaseRow, step: VotedStep, decision: Decision): VotingMeeting {
  const { orgPath, kind } = decision.meeting;
  if (orgPath !== row.orgPath && !orgPath.startsWith(`${row.orgPath}.`))
    throw new Refusal('village_decisions.meeting_elsewhere', { field: 'decisionId' });
  return meetingFor(step, kind);
}

function meetingFor(step: VotedStep, kind: MeetingKind): VotingMeeting {
  const { meetings } = meetingOfStep[step];
  const meeting = meetings.find((one) => kindOf[one] === kind);
  if (meeting) return meeting;
  throw new Refusal('village_decisions.meeting_of_other_kind', {
    params: { kindKey: `meetings.kind.${kind}`, meetingKey: meetingKey(meetings[0] ?? 'joint_committee') },
    field: 'decisionId',
  });
}
