/** Acts on pledges: propose, say what was done, evaluate, answer, consent. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { ownOrUnder, personOf, requireInScope, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { consentOf, enterConsent } from '../../kernel/disclosure/naming.ts';
import { localValues } from '../../kernel/parameters.ts';
import { refuseAll, Refusal, type Reason } from '../../kernel/refusal.ts';
import { findMember, requireVersion } from '../members/facade.ts';
import { ownPledges } from './access.ts';
import type { EntryKind, Outcome } from './choices.ts';
import { factsOf, movePledge } from './moves.ts';
import { tellBranch, tellMember } from './notices.ts';
import { anotherDecides } from './procedure.ts';
import { pledgeParameters } from './rulebook.ts';
import {
  isAfter,
  outcomeOf,
  reasonNotToAnswer,
  reasonNotToEvaluate,
  reasonNotToReport,
  requirePledgeable,
  type NewItem,
} from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

export type Proposal = {
  personId?: string | undefined;
  year: number;
  items: NewItem[];
  consent: boolean;
  on?: string | undefined;
};

/** By the member, or from paper by whoever records for the branch. Refuses a second one for the year, and who is not active. */
export async function proposePledge(ctx: Ctx, input: Proposal): Promise<{ id: string }> {
  const own = personOf(ctx);
  const personId = input.personId ?? own;
  if (!personId) throw new Refusal('pledges.no_member', { field: 'personId' });
  if (personId === own) {
    const { orgPath } = await requireMember(ctx, personId);
    return withinPaths(ctx, [orgPath], (inner) => propose(inner, personId, { ...input, on: undefined }));
  }
  return ownOrUnder(ctx, undefined, 'pledges.record', (inner) => propose(inner, personId, input));
}

async function propose(ctx: Ctx, personId: string, input: Proposal): Promise<{ id: string }> {
  const person = await requireMember(ctx, personId);
  requireInScope(ctx, person.orgPath);
  if (person.status !== 'active') throw new Refusal('pledges.not_active', { field: 'personId' });
  const onPaper = personId !== personOf(ctx);
  const proposedOn = pastDay(ctx, input.on ?? ctx.today.toString(), { field: 'on' });
  if (input.year < proposedOn.year || input.year > proposedOn.year + 1)
    throw new Refusal('pledges.year_far_away', { params: { year: proposedOn.year }, field: 'year' });
  const local = await localValues(ctx, pledgeParameters, person.orgPath);
  requirePledgeable(input.items, { year: input.year, proposedOn, local });
  const pledge: store.NewPledge = {
    personId,
    personName: person.name,
    orgId: person.orgId,
    orgPath: person.orgPath,
    year: input.year,
    proposedOn,
    onPaper,
  };
  const id = await store.insert(ctx, pledge);
  if (!id)
    throw new Refusal('pledges.pledged_already', {
      status: 409,
      params: { year: input.year },
      field: 'year',
    });
  const at = { id, orgPath: person.orgPath };
  await store.replaceItems(ctx, at, input.items);
  await store.addStep(ctx, at, { move: 'propose', to: 'proposed', on: proposedOn, why: null });
  await enterConsent(ctx, store.namedBy(at), { granted: input.consent, onPaper, on: proposedOn });
  await record(ctx, {
    event: 'pledges.proposed',
    org: { id: person.orgId, path: person.orgPath },
    subject: { type: 'pledge', id },
    after: { personId, year: input.year, items: input.items.length, consent: input.consent, onPaper },
  });
  const row = await store.find(ctx, id);
  if (row) await tellBranch(ctx, row, 'pledges.proposed');
  return { id };
}

/** One line of what was done. Refuses days to come and before the pledge, and what is evaluated already. */
export async function reportItem(
  ctx: Ctx,
  row: store.PledgeRow,
  input: { version: number; itemNo: number; on: string; text: string },
): Promise<void> {
  const item = await itemOf(ctx, row, input);
  requireAgreed(row, ['agreed']);
  refuseIf(reasonNotToReport(item));
  const on = pastDay(ctx, input.on, { field: 'on' });
  if (isAfter(row.proposedOn, on))
    throw new Refusal('pledges.before_pledge', {
      params: { since: row.proposedOn.toString() },
      possibleFrom: row.proposedOn.toString(),
      field: 'on',
    });
  await say(ctx, row, { itemNo: input.itemNo, kind: 'report', on, outcome: null, text: input.text });
  if (row.personId === personOf(ctx)) await tellBranch(ctx, row, 'pledges.reported');
}

/** The branch's judgement with its reasons; with the last open item the pledge closes. */
export async function evaluateItem(
  ctx: Ctx,
  row: store.PledgeRow,
  input: { version: number; itemNo: number; outcome: Outcome; text: string },
): Promise<void> {
  const item = await itemOf(ctx, row, input);
  requireAgreed(row, ['agreed', 'evaluated']);
  refuseIf(anotherDecides.check(factsOf(ctx, row, [])), reasonNotToEvaluate(item, ctx.today));
  if (input.outcome !== 'done' && input.text === '')
    throw new Refusal('pledges.reasons_missing', { field: 'text' });
  const { itemNo, outcome, text } = input;
  const said = await say(ctx, row, { itemNo, kind: 'evaluation', on: ctx.today, outcome, text });
  await tellMember(ctx, row, 'pledges.evaluated');
  const open = (await store.listItems(ctx, [row.id])).some((one) => !outcomeOf(one));
  if (row.state === 'agreed' && !open) await movePledge(ctx, said, 'close', { version: said.version });
}

/** The member's side, kept beside the evaluation. */
export async function answerEvaluation(
  ctx: Ctx,
  row: store.PledgeRow,
  input: { version: number; itemNo: number; text: string },
): Promise<void> {
  ownPledges.requireSpeaksForMember(ctx, row);
  refuseIf(reasonNotToAnswer(await itemOf(ctx, row, input)));
  const { itemNo, text } = input;
  await say(ctx, row, { itemNo, kind: 'answer', on: ctx.today, outcome: null, text });
  await tellBranch(ctx, row, 'pledges.answered');
}

/**
 * The latest word holds. Only the member says yes; a no that reached the branch is entered by whoever records. With the
 * no, a notice that shows the pledge comes down in the same act.
 */
export async function setConsent(
  ctx: Ctx,
  row: store.PledgeRow,
  input: { version: number; granted: boolean },
): Promise<void> {
  requireVersion(row, input.version);
  if (input.granted) ownPledges.requireSpeaksForMember(ctx, row);
  const before = await consentOf(ctx, row.id);
  if ((before?.granted ?? false) === input.granted) return;
  const onPaper = row.personId !== personOf(ctx);
  await enterConsent(ctx, store.namedBy(row), { granted: input.granted, onPaper, on: ctx.today });
  await store.touch(ctx, row);
  await record(ctx, {
    event: input.granted ? 'pledges.consent_given' : 'pledges.consent_withdrawn',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'pledge', id: row.id },
    after: { granted: input.granted, onPaper },
  });
}

type Entry = { itemNo: number; kind: EntryKind; on: Day; outcome: Outcome | null; text: string };

async function say(ctx: Ctx, row: store.PledgeRow, entry: Entry): Promise<store.PledgeRow> {
  await store.addEntry(ctx, row, entry);
  await record(ctx, {
    event: `pledges.${entry.kind}`,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'pledge', id: row.id },
    after: { itemNo: entry.itemNo, on: entry.on.toString(), outcome: entry.outcome },
  });
  return store.touch(ctx, row);
}

async function itemOf(
  ctx: Ctx,
  row: store.PledgeRow,
  { itemNo, version }: { itemNo: number; version: number },
): Promise<store.ItemRow> {
  requireVersion(row, version);
  const items = await store.listItems(ctx, [row.id]);
  const item = items.find((one) => one.no === itemNo);
  if (!item) throw new Refusal('not_found', { status: 404, field: 'itemNo' });
  return item;
}

function requireAgreed(row: store.PledgeRow, states: readonly string[]): void {
  if (!states.includes(row.state))
    throw new Refusal('pledges.not_at_this_stage', {
      status: 409,
      params: { stateKey: `procedure.pledge.state.${row.state}` },
    });
}

function refuseIf(...reasons: (Reason | readonly Reason[] | undefined)[]): void {
  const found = reasons.flatMap((reason) => reason ?? []);
  if (found.length > 0) refuseAll(found);
}

async function requireMember(ctx: Ctx, id: string) {
  const person = await findMember(ctx, id);
  if (!person) throw new Refusal('not_found', { status: 404, field: 'personId' });
  return person;
}
