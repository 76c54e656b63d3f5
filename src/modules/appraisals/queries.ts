/** Read models of the appraisal: the list and one round, in the order of the roster and never in that of results. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { ReplyOf } from '../../kernel/http/contract.ts';
import { citationInWords } from '../../kernel/i18n/citation.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { explain, warningsOf } from '../../kernel/procedure/procedure.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { getMeeting, type MeetingSummary } from '../meetings/facade.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import type { appraisalsApi, roundView } from './api.ts';
import { factsOf, getRound as loadRound, holdsAt, readFile, type RoundFile } from './case-file.ts';
import { grades, type MoveKey } from './choices.ts';
import { appraisalProcedure } from './procedure.ts';
import { publicationOf, reasonsNotToPublish, resultsOf } from './publication.ts';
import { appraisalRules } from './rulebook.ts';
import { mostExcellent, promptsOf } from './rules.ts';
import * as store from './store.ts';

export type RoundView = z.output<typeof roundView>;
type ListRequest = z.output<(typeof appraisalsApi)['listRounds']['request']>;

const pageSize = 20;

export async function listRounds(
  ctx: Ctx,
  input: ListRequest,
): Promise<ReplyOf<typeof appraisalsApi.listRounds>> {
  const branches = await listBranches(ctx, ctx.scope);
  const { q } = input;
  const { rows, total } = await store.list(
    ctx,
    {
      year: input.year,
      state: input.state,
      orgIds: q ? branches.filter((one) => one.name.includes(q)).map((one) => one.id) : undefined,
    },
    { offset: (input.page - 1) * pageSize, limit: pageSize },
  );
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  const sizes = await sizesOf(
    ctx,
    rows.map((row) => row.id),
  );
  const manages = scopeUnder(ctx, 'appraisals.manage');
  return {
    rows: rows.map((row) => ({
      ...summaryOf(row, names.get(row.orgId)?.shortName ?? ''),
      people: sizes.get(row.id)?.people ?? 0,
      selfDone: sizes.get(row.id)?.selfDone ?? 0,
    })),
    total,
    years: [ctx.today.year, ctx.today.year - 1],
    mayOpen: branches
      .filter((one) => isInScope(manages, one.path))
      .map(({ id, shortName }) => ({ id, name: shortName })),
    today: ctx.today.toString(),
  };
}

async function sizesOf(ctx: Ctx, ids: string[]): Promise<Map<string, { people: number; selfDone: number }>> {
  const { rows } = await sql<{ id: string; people: number; selfDone: number }>`
    select appraisal_id as id, count(*) as people, count(self_text) as "selfDone" from appraisal_members
    where appraisal_id = any(${ids}::uuid[]) and excused is null group by appraisal_id
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
}

function summaryOf(row: store.RoundRow, orgName: string) {
  return {
    id: row.id,
    org: { id: row.orgId, name: orgName },
    year: row.year,
    state: row.state,
    stateSince: row.stateSince.toString(),
  };
}

export async function getRound(ctx: Ctx, { id }: { id: string }): Promise<RoundView> {
  const round = await loadRound(ctx, id);
  const file = await readFile(ctx, round);
  const holds = holdsAt(ctx, round.orgPath);
  const may = {
    manage: holds('appraisals.manage'),
    count: holds('appraisals.count'),
    approve: holds('appraisals.approve'),
  };
  const names = await nameOf(ctx, [round.orgId], ctx.today);
  const weighs = may.manage || may.approve;
  return {
    ...summaryOf(round, names.get(round.orgId)?.shortName ?? ''),
    version: round.version,
    mode: 'paper',
    openedOn: round.openedOn.toString(),
    today: ctx.today.toString(),
    inVillage: file.inVillage,
    meeting: await meetingOf(ctx, round.meetingId),
    present: round.present,
    masses: round.massesHeardOn
      ? { on: round.massesHeardOn.toString(), note: weighs ? round.massesNote : null }
      : null,
    papers: papersOf(round),
    round: round.round,
    handedIn: file.sheets.length,
    gradingMeeting: await meetingOf(ctx, round.committeeMeetingId),
    proposedOn: round.proposedOn?.toString() ?? null,
    approvedOn: round.approvedOn?.toString() ?? null,
    reference: round.approvalReference,
    toldOn: round.toldOn?.toString() ?? null,
    objectionsUntil: round.objectionsUntil?.toString() ?? null,
    ceiling: ceilingOf(ctx, file),
    results: await resultsView(ctx, file),
    members: file.members.map((member) => memberOf(file, member, weighs)),
    objections: file.objections.map(({ personId: _person, appraisalId: _round, ...one }) => ({
      ...one,
      text: weighs ? one.text : null,
      answer: weighs ? one.answer : null,
      madeOn: one.madeOn.toString(),
      answeredOn: one.answeredOn?.toString() ?? null,
    })),
    steps: (await store.listSteps(ctx, round.id)).map((step) => ({
      move: step.move,
      on: step.happenedOn.toString(),
      recordedOn: dayOf(step.recordedAt).toString(),
      by: step.recorder,
      why: step.why,
    })),
    moves: await movesOf(ctx, file),
    meetings: (round.state === 'open' ? file.occasions : round.state === 'counted' ? file.gradings : []).map(
      briefly,
    ),
    may,
  };
}

/** Sums only; whoever reads the round sees how far their publication is. */
async function resultsView(ctx: Ctx, file: RoundFile): Promise<RoundView['results']> {
  if (!file.round.toldOn) return null;
  const t = ctx.services.translate[ctx.locale];
  const standing = await publicationOf(ctx, file.round);
  const results = resultsOf(file);
  return {
    members: results.members,
    graded: results.graded,
    counts: grades.map((grade) => ({ grade, people: results[grade] })),
    publicationId: standing?.id ?? null,
    because: reasonsNotToPublish(file, ctx.today, standing).map((reason) => reasonViewOf(reason, t)),
  };
}

function papersOf({ issued, returned, invalid }: store.RoundRow): RoundView['papers'] {
  if (issued === null || returned === null || invalid === null) return null;
  return { issued, returned, invalid, valid: returned - invalid };
}

function ceilingOf(ctx: Ctx, { round, graded, local }: RoundFile): RoundView['ceiling'] {
  const rule = parameterAt(appraisalRules, 'excellent.share', round.proposedOn ?? ctx.today, local);
  return {
    most: mostExcellent(graded.length, rule.value),
    graded: graded.length,
    ...rule.value,
    source: citationInWords(rule.source, ctx.locale),
    certainty: rule.certainty,
  };
}

/** Whoever only reads sees how far it is, and the grade once it was told. */
function memberOf(
  { round, graded }: RoundFile,
  member: store.MemberRow,
  weighs: boolean,
): RoundView['members'][number] {
  const grade = weighs || round.toldOn ? member.grade : null;
  const { selfWrittenOn, selfRecordedAt } = member;
  return {
    id: member.id,
    personId: member.personId,
    name: member.name,
    kind: member.kind,
    graded: graded.some((one) => one.id === member.id),
    excused: member.excused,
    excusedNote: weighs ? member.excusedNote : null,
    self:
      selfWrittenOn && selfRecordedAt
        ? {
            writtenOn: selfWrittenOn.toString(),
            recordedOn: dayOf(selfRecordedAt).toString(),
            onPaper: member.selfOnPaper === true,
            late:
              round.heldOn !== null && Temporal.PlainDate.compare(dayOf(selfRecordedAt), round.heldOn) > 0,
          }
        : null,
    votes: weighs ? member.votes : null,
    grade,
    gradeReason: weighs ? member.gradeReason : null,
    talk: weighs && member.talkOn ? { on: member.talkOn.toString(), note: member.talkNote ?? '' } : null,
    prompts: weighs && round.toldOn ? promptsOf(member.grade, member.talkOn !== null) : [],
  };
}

async function movesOf(ctx: Ctx, file: RoundFile): Promise<RoundView['moves']> {
  const { round } = file;
  const t = ctx.services.translate[ctx.locale];
  const facts = await factsOf(ctx, file);
  const { moves } = explain(appraisalProcedure, round.state, facts, holdsAt(ctx, round.orgPath));
  return moves.flatMap((view, i) => {
    const move = appraisalProcedure.moves[i];
    if (!move?.from.includes(round.state)) return [];
    return [
      {
        move: view.move as MoveKey, // the table's own keys
        direction: view.direction,
        asksReason: view.asksReason,
        available: view.available,
        mine: !view.because.some((reason) => reason.code === 'procedure.not_permitted'),
        because: view.because.map((reason) => reasonViewOf(reason, t)),
        warnings: warningsOf(move, facts).map((reason) => reasonViewOf(reason, t)),
      },
    ];
  });
}

async function meetingOf(ctx: Ctx, id: string | null): Promise<RoundView['meeting']> {
  return id ? briefly(await getMeeting(ctx, id)) : null;
}

function briefly({ id, title, heldOn, plannedOn }: MeetingSummary) {
  return { id, title, on: (heldOn ?? plannedOn).toString() };
}
