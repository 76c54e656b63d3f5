/** The page of one case: what is done, what is next and whose, why something cannot start, and from which day it can. */
import type { z } from 'zod';
import { recordRead } from '../../kernel/audit/reads.ts';
import { dayOf, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import { holdsAt, lateness } from './acts.ts';
import { type CaseFile, readFile } from './case-file.ts';
import { noticeParts } from './choices.ts';
import { bodyOf } from './decisions.ts';
import { actOfStep, type DecidingAct } from './acts-api.ts';
import { judgeBallot } from './ballots.ts';
import { type Ballot, ruleOn } from './facts.ts';
import { listInquiries } from './inquiries.ts';
import { probationOf } from './probation.ts';
import { entryOf } from './progress.ts';
import { ruleSetOn } from './rulebooks.ts';
import { tasksOf, wayBackOf } from './tasks.ts';
import * as store from './store.ts';
import type { ballotView, caseView, entryView } from './case-api.ts';

export type CaseView = z.output<typeof caseView>;
type Day = Temporal.PlainDate;
const iso = (day: Day | null | undefined): string | null => day?.toString() ?? null;

/** One case; the read is recorded. Refuses `not_found` outside the scope. */
export async function getCase(ctx: Ctx, { id }: { id: string }): Promise<CaseView> {
  const row = await store.find(ctx, id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  const org = { id: row.orgId, path: row.orgPath };
  await recordRead(ctx, { module: 'admission', type: 'admission_case', id: row.id, org });
  return viewOf(ctx, await readFile(ctx, row));
}

async function viewOf(ctx: Ctx, file: CaseFile): Promise<CaseView> {
  const { row, progress, local } = file;
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const holds = holdsAt(ctx, row.orgPath);
  const rule = ruleSetOn(ctx.today);
  const probation = probationOf({ progress, local });
  const peopleOf = (step: 'mentors_assigned' | 'sponsors_assigned') =>
    (entryOf(progress, step)?.details.people ?? []).map((one) => ({ id: one.personId, name: one.name }));
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    branch: { id: row.orgId, name: names.get(row.orgId)?.shortName ?? '' },
    sex: row.sex,
    birthDate: row.birthDate.toString(),
    age: row.birthDate.until(ctx.today, { largestUnit: 'year' }).years,
    idMasked: row.idMasked,
    mobileMasked: row.mobileMasked,
    ethnicity: row.ethnicity,
    education: row.education,
    occupation: row.occupation,
    sector: row.sector,
    tags: row.tags,
    appliedOn: row.appliedOn.toString(),
    state: row.state,
    stateSince: row.stateSince.toString(),
    personId: row.personId,
    formNo: row.formNo,
    ruleSet: { value: rule.value, source: rule.source, certainty: rule.certainty },
    probation: probation
      ? {
          start: probation.start.toString(),
          lastDay: probation.lastDay.toString(),
          fullFrom: probation.fullFrom.toString(),
          extended: probation.extended,
        }
      : null,
    mentors: peopleOf('mentors_assigned'),
    sponsors: peopleOf('sponsors_assigned'),
    tasks: tasksOf(file, ctx.today, holds),
    wayBack: wayBackOf(file, ctx.today, holds),
    notices: file.notices.map(viewOfNotice),
    noticeNow: noticeNowOf(file, ctx.today),
    entries: file.entries.map((entry) => viewOfEntry(file, entry)),
    inquiries: await listInquiries(ctx, row.id),
    may: {
      takeBack: holds('admission.correct'),
      putForward: holds('admission.put_forward'),
      inquire: holds('admission.inquire'),
    },
    today: ctx.today.toString(),
  };
}

function viewOfNotice(notice: store.NoticeRow): CaseView['notices'][number] {
  const { part, publicationId, code, state, places, opinions, objections, openObjections } = notice;
  const { postedOn, shownUntil, endedOn } = notice;
  return {
    part,
    publicationId,
    code,
    state,
    places,
    opinions,
    objections,
    openObjections,
    postedOn: iso(postedOn),
    shownUntil: iso(shownUntil),
    endedOn: iso(endedOn),
  };
}

const noticeState = { candidate: 'candidate', admission: 'prereviewed', conversion: 'probationary' } as const;

function noticeNowOf({ row, notices, local, progress }: CaseFile, today: Day): CaseView['noticeNow'] {
  const part = noticeParts.find((one) => noticeState[one] === row.state);
  if (!part) return null;
  if (part === 'conversion' && !entryOf(progress, 'conversion_requested')) return null;
  const isThere = notices.some((one) => one.part === part && one.state !== 'returned');
  if (isThere) return null;
  const day = part === 'candidate' ? (entryOf(progress, 'candidate_confirmed')?.on ?? today) : today;
  const { value, source } = ruleOn({ local }, `${part}.notice`, day);
  return { part, days: value.days, unit: value.unit, cites: source };
}

export function viewOfEntry(file: CaseFile, entry: store.EntryRow): z.output<typeof entryView> {
  const { details } = entry;
  const numbers = {
    hours: details.hours,
    days: details.days,
    months: details.months,
    sponsorsPresent: details.sponsorsPresent,
  };
  return {
    no: entry.no,
    move: entry.move,
    step: entry.step,
    to: entry.to,
    on: entry.on.toString(),
    recordedOn: dayOf(entry.recordedAt).toString(),
    lateDays: lateness(entry.on, entry.recordedAt),
    by: entry.recorder,
    why: entry.why,
    stands: file.progress.entries.some((one) => one.no === entry.no),
    ruleSet: entry.ruleSet,
    warnings: entry.warnings,
    people: (details.people ?? []).map((one) => ({ id: one.personId, name: one.name })),
    ballot: details.ballot ? viewOfBallot(file, entry, details.ballot) : null,
    result: details.result ?? null,
    numbers: Object.fromEntries(
      Object.entries(numbers).filter((pair): pair is [string, number] => pair[1] !== undefined),
    ),
    formNo: details.formNo ?? null,
    specialReason: details.specialReason ?? null,
    text: details.text ?? {},
  };
}

/** The body whose decision an entry carries; a lost or refused vote has no step of its own. */
const deciderOf: Readonly<Record<string, DecidingAct>> = {
  fail_meeting: 'hold_branch_meeting',
  resolution_lost: 'hold_conversion_meeting',
  refuse_admission: 'decide_admission',
  refuse_resolution: 'decide_conversion',
  approve_extension: 'decide_conversion',
};

function viewOfBallot(file: CaseFile, entry: store.EntryRow, ballot: Ballot): z.output<typeof ballotView> {
  const ofStep: Readonly<Record<string, string>> = actOfStep;
  // An entry with a ballot was made by a deciding act.
  const act = (deciderOf[entry.move] ?? ofStep[entry.step ?? '']) as DecidingAct;
  const { quorum, votes } = judgeBallot(bodyOf[act], ballot, entry.on, file.local);
  const attendance = quorum?.alternatives[0];
  const comparison = (
    from: { have: number; needed: number; arithmetic: Record<string, unknown> },
    met: boolean,
    cites: string,
  ) => ({
    have: from.have,
    needed: from.needed,
    base: Number(from.arithmetic['base']),
    num: Number(from.arithmetic['num']),
    den: Number(from.arithmetic['den']),
    operator:
      from.arithmetic['operatorKey'] === 'ballot.operator.atLeast'
        ? ('atLeast' as const)
        : ('moreThan' as const),
    met,
    cites,
  });
  return {
    title: ballot.title,
    eligible: ballot.eligible,
    present: ballot.present,
    yes: ballot.yes,
    no: ballot.no,
    abstain: ballot.abstain,
    written: ballot.written ?? null,
    secret: ballot.secret,
    tellers: ballot.tellers,
    path: ballot.meetingId ? `/meetings/${ballot.meetingId}` : null,
    quorum: quorum && attendance ? comparison(attendance, quorum.met, quorum.rule.source) : null,
    votes: votes ? comparison(votes, votes.passed, votes.rule.source) : null,
  };
}
