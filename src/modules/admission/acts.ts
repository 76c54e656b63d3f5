/** One act on a case: load, put together what it says, let the procedure judge, write entry, state and what follows. */
import { record } from '../../kernel/audit/record.ts';
import { dayOf, isInScope, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { requireMove, warningsOf } from '../../kernel/procedure/procedure.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listActiveMembers, standingsOn } from '../members/facade.ts';
import { judgeBallot } from './ballots.ts';
import { type Brought, type CaseFile, factsOf, readFile } from './case-file.ts';
import type { CaseState } from './choices.ts';
import { ballotOf, bodyOf, type Minutes } from './decisions.ts';
import { type ActKey, isDeciding } from './acts-api.ts';
import { effectOf } from './effects.ts';
import { type AdmissionFacts, type Details } from './facts.ts';
import type { AdmissionMove } from './moves.ts';
import { admissionProcedure } from './procedure.ts';
import { entryOf, type Progress, replay } from './progress.ts';
import { ruleSetOn } from './rulebooks.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

/** Whatever an act's form gives; the contract has parsed it by the shape of its act. */
export type ActInput = {
  id: string;
  version: number;
  on?: string | undefined;
  why?: string | undefined;
  decisionId?: string | undefined;
  minutes?: Minutes | undefined;
  people?: string[] | undefined;
  [field: string]: unknown;
};

export type Done = { id: string; version: number; state: CaseState; move: string };

/** Who may make a move of this case: where the actor holds its permission. */
export function holdsAt(ctx: Ctx, path: string): (permission: string) => boolean {
  return (permission) => isInScope(scopeUnder(ctx, permission), path);
}

/** The case, locked; refuses `not_found` outside the scope. */
export async function lockCase(ctx: Ctx, id: string): Promise<store.CaseRow> {
  const row = await store.lock(ctx, id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, row.orgPath);
  return row;
}

/** Makes an entry. Refuses with every reason of the procedure, and 409 when someone else was faster. */
export async function makeEntry(ctx: Ctx, act: ActKey, input: ActInput): Promise<Done> {
  const row = await lockCase(ctx, input.id);
  const file = await readFile(ctx, row);
  if (act === 'observe' || act === 'observe_probation') requireMentorOrOffice(ctx, file);
  const brought = await broughtBy(ctx, file, act, input);
  const key = moveOf(act, file, brought);
  const facts = factsOf(file, ctx.today, brought);
  const why = whyOf(input);
  const move = requireMove(admissionProcedure, key, row.state, facts, {
    holds: holdsAt(ctx, row.orgPath),
    ...(why && { why }),
  });
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });

  const made = rowOf(key);
  const entry: store.NewEntry = {
    no: (file.entries.at(-1)?.no ?? 0) + 1,
    move: key,
    step: made.step,
    from: row.state,
    to: move.to,
    on: brought.on,
    details: brought.details,
    decisionId: brought.details.ballot?.decisionId ?? null,
    ruleSet: ruleSetOn(brought.on).value,
    verdict: verdictOf(act, brought, facts),
    warnings: warningsOf(made, facts),
    why: (made.asksReason ? why : input.why?.trim()) ?? null,
  };
  return writeEntry(ctx, file, entry);
}

/** Writes the entry, the state that follows from all entries, and what the step brings about elsewhere. */
export async function writeEntry(ctx: Ctx, file: CaseFile, entry: store.NewEntry): Promise<Done> {
  const { row } = file;
  const progress = replay([...file.entries, entry]);
  const effect = await effectOf(ctx, file, entry, progress);
  const changed = await store.change(ctx, row, {
    state: progress.state,
    state_since: progress.since,
    ...(effect.personId && { person_id: effect.personId }),
    ...(entry.details.formNo && { form_no: entry.details.formNo }),
  });
  if (!changed) throw new Refusal('stale', { status: 409 });
  await store.addEntry(ctx, row, entry);
  const role = roleNamedBy(entry.move);
  if (role && entry.details.people)
    await store.addPeople(ctx, row, { no: entry.no, role, people: entry.details.people });
  await record(ctx, {
    event: 'admission.entered',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'admission_case', id: row.id },
    before: { state: row.state, since: row.stateSince.toString() },
    after: {
      move: entry.move,
      state: progress.state,
      on: entry.on.toString(),
      warnings: entry.warnings.length,
    },
    ...(entry.why && { reason: entry.why }),
  });
  return { id: row.id, version: row.version + 1, state: progress.state, move: entry.move };
}

export function rowOf(key: string): AdmissionMove {
  const row = admissionProcedure.moves.find((move) => move.key === key);
  if (!row) throw new Error(`no move ${key}`);
  return row;
}

const roleNamedBy = (move: string): 'mentor' | 'sponsor' | undefined =>
  move === 'assign_mentors' ? 'mentor' : move === 'assign_sponsors' ? 'sponsor' : undefined;

/** Fields that rules look at by name; everything else that a form says is text. */
const named = new Set(['result', 'hours', 'days', 'months', 'formNo', 'specialReason', 'sponsorsPresent']);
const notText = new Set(['id', 'version', 'on', 'why', 'decisionId']);

async function broughtBy(ctx: Ctx, file: CaseFile, act: ActKey, input: ActInput): Promise<Brought> {
  const { row } = file;
  const decided = isDeciding(act) ? await ballotOf(ctx, row, act, input) : undefined;
  const on = decided?.heldOn ?? (input.on ? Temporal.PlainDate.from(input.on) : ctx.today);
  const details: Details = { ...ownDetails(input), ...(decided && { ballot: decided.ballot }) };
  if (act === 'decide_conversion' && row.state === 'extension_resolved')
    Object.assign(details, monthsResolved(file.progress));
  const brought: Brought = { on, details };
  if (input.people) {
    const standings = new Map((await standingsOn(ctx, input.people, on)).map((one) => [one.id, one]));
    details.people = input.people.map((id) => {
      const one = standings.get(id);
      return {
        personId: id,
        name: one?.name ?? '',
        isFull: one?.isFull ?? false,
        isActive: one?.isActive ?? false,
      };
    });
    if (details.people.some((one) => one.name === ''))
      throw new Refusal('admission.member_not_found', { field: 'people', params: { on: on.toString() } });
    brought.load = await store.loadOf(ctx, input.people, row.id);
  }
  if (details.formNo && (await store.isFormTaken(ctx, details.formNo, row.id))) brought.formTaken = true;
  if (isDeciding(act) && bodyOf[act] === 'branch_meeting') {
    const members = await listActiveMembers(ctx, [row.orgPath], on);
    brought.rollVoters = members.filter((member) => member.votes).length;
  }
  return brought;
}

function ownDetails(input: ActInput): Details {
  const details: Record<string, unknown> = {};
  const text: Record<string, string> = {};
  for (const [field, value] of Object.entries(input)) {
    if (value === undefined || value === '') continue;
    if (named.has(field)) details[field] = value;
    else if (!notText.has(field) && typeof value === 'string') text[field] = value;
  }
  return { ...details, ...(Object.keys(text).length > 0 && { text }) };
}

/** The extension that the branch resolved is the one that is approved. */
function monthsResolved(progress: Progress): Pick<Details, 'months'> {
  const months = entryOf(progress, 'branch_meeting_conversion')?.details.months;
  return months === undefined ? {} : { months };
}

/** One form for a meeting: its vote says which of the moves it was. */
function moveOf(act: ActKey, file: CaseFile, { on, details }: Brought): string {
  const votes = isDeciding(act) && details.ballot && judgeBallot(bodyOf[act], details.ballot, on, file.local);
  const isLost = votes ? votes.quorum?.met === true && votes.votes?.passed === false : false;
  switch (act) {
    case 'hold_branch_meeting':
      return isLost ? 'fail_meeting' : 'pass_meeting';
    case 'decide_admission':
      return isLost ? 'refuse_admission' : 'approve';
    case 'hold_conversion_meeting':
      if (isLost) return 'resolution_lost';
      return { convert: 'resolve_conversion', extend: 'resolve_extension', revoke: 'resolve_revocation' }[
        resolutionOf(details)
      ];
    case 'decide_conversion':
      if (isLost) return 'refuse_resolution';
      if (file.row.state === 'extension_resolved') return 'approve_extension';
      return file.row.state === 'revocation_resolved' ? 'approve_revocation' : 'approve_conversion';
    default:
      return act;
  }
}

function resolutionOf(details: Details): 'convert' | 'extend' | 'revoke' {
  const resolution = details.text?.['resolution'];
  return resolution === 'extend' || resolution === 'revoke' ? resolution : 'convert';
}

/** A lost vote has its reason in what the meeting put down. */
function whyOf(input: ActInput): string | undefined {
  for (const field of ['why', 'grounds', 'resolution', 'heard']) {
    const value = input[field];
    if (
      typeof value === 'string' &&
      value.trim().length >= 2 &&
      !['convert', 'extend', 'revoke'].includes(value)
    )
      return value.trim();
  }
  return undefined;
}

function verdictOf(act: ActKey, { on, details }: Brought, facts: AdmissionFacts): unknown {
  if (!isDeciding(act) || !details.ballot) return null;
  const { quorum, votes } = judgeBallot(bodyOf[act], details.ballot, on, facts.local);
  return {
    body: bodyOf[act],
    quorum: quorum?.alternatives[0] && {
      ...quorum.alternatives[0].arithmetic,
      met: quorum.met,
      cites: quorum.rule.source,
    },
    votes: votes && {
      ...votes.arithmetic,
      passed: votes.passed,
      cites: votes.rule.source,
      certainty: votes.rule.certainty,
    },
  };
}

/** A member writes observations only of those he or she accompanies; the branch's office of all. */
function requireMentorOrOffice(ctx: Ctx, file: CaseFile): void {
  if (holdsAt(ctx, file.row.orgPath)('admission.record')) return;
  const mentors = entryOf(file.progress, 'mentors_assigned')?.details.people ?? [];
  const own = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (own && mentors.some((one) => one.personId === own)) return;
  throw new Refusal('admission.not_the_mentor', { status: 403, who: 'admission.observe' });
}

/** Days between what happened and its entry. */
export function lateness(happenedOn: Day, recordedAt: Temporal.Instant): number {
  return Math.max(0, happenedOn.until(dayOf(recordedAt)).days);
}
