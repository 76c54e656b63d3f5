/** One round with all that its moves and its screens look at. */
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import { gatheringOf, getMeeting, heldMeetings, type MeetingSummary } from '../meetings/facade.ts';
import { listBelow } from '../organizations/facade.ts';
import { gradingKinds, occasionKinds } from './choices.ts';
import type { Occasion, RoundFacts } from './facts.ts';
import { listObjections, type ObjectionRow } from './objection-store.ts';
import { appraisalParameters, appraisalRules, type AppraisalRules } from './rulebook.ts';
import { differencesBetween, isGraded } from './rules.ts';
import * as store from './store.ts';

export type LocalRules = Overrides<AppraisalRules>;

export type RoundFile = {
  round: store.RoundRow;
  members: store.MemberRow[];
  graded: store.MemberRow[];
  local: LocalRules;
  /** Of the running round of counting. */
  sheets: store.SheetRow[];
  objections: ObjectionRow[];
  inVillage: boolean;
  occasions: MeetingSummary[];
  gradings: MeetingSummary[];
};

/** Refuses `not_found` outside the scope. Locked, it has one writer at a time. */
export async function getRound(ctx: Ctx, id: string, how?: 'update'): Promise<store.RoundRow> {
  const round = await store.find(ctx, id, how);
  if (!round) throw new Refusal('not_found', { status: 404 });
  return round;
}

export async function readFile(ctx: Ctx, round: store.RoundRow): Promise<RoundFile> {
  const local = await localValues(ctx, appraisalParameters, round.orgPath);
  const members = await store.listMembers(ctx, round.id);
  return {
    round,
    members,
    graded: gradedOf(round, members, local, ctx.today),
    local,
    sheets: await store.listSheets(ctx, round.id, round.round),
    objections: await listObjections(ctx, [round.id]),
    inVillage: await liesInVillage(ctx, round.orgPath),
    occasions: await heldMeetings(ctx, round.orgId, { kinds: occasionKinds, since: round.openedOn }),
    gradings: await heldMeetings(ctx, round.orgId, {
      kinds: gradingKinds,
      since: round.heldOn ?? round.openedOn,
    }),
  };
}

/** Judged by the rule of the day of the ballots. */
export function gradedOf(
  round: Pick<store.RoundRow, 'heldOn'>,
  members: store.MemberRow[],
  local: LocalRules,
  today: Temporal.PlainDate,
): store.MemberRow[] {
  const { value } = parameterAt(appraisalRules, 'probationary.graded', round.heldOn ?? today, local);
  return members.filter((member) => isGraded(member, value));
}

async function liesInVillage(ctx: Ctx, path: string): Promise<boolean> {
  const above = path.split('.').slice(0, -1);
  const villages = await listBelow(ctx, [above.join('.')], ['village']);
  return villages.some((village) => path.startsWith(`${village.path}.`));
}

/** What the form of a move brings. */
export type Brought = {
  meetingId?: string | undefined;
  massesHeardOn?: string | undefined;
  massesNote?: string | undefined;
  grades?: readonly { id: string; grade: RoundFacts['proposal'][number]['grade']; reason: string | null }[];
  approvedOn?: string | undefined;
  reference?: string | undefined;
};

export async function factsOf(ctx: Ctx, file: RoundFile, brought: Brought = {}): Promise<RoundFacts> {
  const { round, graded, local, sheets, objections } = file;
  const isOpen = round.state === 'open';
  const ceiling = parameterAt(appraisalRules, 'excellent.share', ctx.today, local);
  const given = new Map(brought.grades?.map((line) => [line.id, line]));
  const [first, second] = sheets;
  return {
    today: ctx.today,
    openedOn: round.openedOn,
    inVillage: file.inVillage,
    occasions: file.occasions.length,
    gradings: file.gradings.length,
    occasion: await occasionOf(ctx, round, isOpen ? brought.meetingId : undefined),
    grading: await gradingOf(ctx, round, isOpen ? undefined : brought.meetingId),
    massesHeard: round.massesHeardOn !== null || brought.massesHeardOn !== undefined,
    withoutSelf: graded.filter((member) => member.selfText === null).length,
    sheets: {
      handedIn: sheets.length,
      agree:
        first !== undefined &&
        second !== undefined &&
        differencesBetween(first.tally, second.tally).length === 0,
    },
    proposal: graded.map((member) => {
      const line = given.get(member.id);
      return {
        name: member.name,
        kind: member.kind,
        grade: line ? line.grade : member.grade,
        reason: line ? line.reason : member.gradeReason,
      };
    }),
    ceiling: { ...ceiling.value, source: ceiling.source },
    approvedOn: brought.approvedOn ? Temporal.PlainDate.from(brought.approvedOn) : undefined,
    proposedOn: round.proposedOn ?? undefined,
    objections: {
      until: round.objectionsUntil ?? undefined,
      open: objections.filter((one) => one.answer === null).length,
    },
  };
}

/** The quorum of a members' meeting, whatever the occasion was called: 支部2018 art. 11. */
async function occasionOf(
  ctx: Ctx,
  round: store.RoundRow,
  chosen: string | undefined,
): Promise<Occasion | undefined> {
  const id = chosen ?? round.meetingId;
  if (!id) return undefined;
  const { meeting, noQuorum } = await gatheringOf(ctx, id, 'branch_members_meeting');
  requireKind(round, meeting, occasionKinds);
  return {
    heldOn: meeting.heldOn ?? meeting.plannedOn,
    closed: meeting.state === 'closed',
    noQuorum,
  };
}

async function gradingOf(
  ctx: Ctx,
  round: store.RoundRow,
  chosen: string | undefined,
): Promise<RoundFacts['grading']> {
  const id = chosen ?? round.committeeMeetingId;
  if (!id) return undefined;
  const meeting = await getMeeting(ctx, id);
  requireKind(round, meeting, gradingKinds);
  return { heldOn: meeting.heldOn ?? meeting.plannedOn, closed: meeting.state === 'closed' };
}

/** A meeting of another organization or kind was never offered. */
function requireKind(round: store.RoundRow, meeting: MeetingSummary, kinds: readonly string[]): void {
  if (meeting.orgId !== round.orgId || !kinds.includes(meeting.kind))
    throw new Refusal('appraisals.not_such_a_meeting', { field: 'meetingId' });
}

export function holdsAt(ctx: Ctx, orgPath: string): (permission: string) => boolean {
  return (permission) => isInScope(scopeUnder(ctx, permission), orgPath);
}
