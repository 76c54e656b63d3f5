/** Notices before steps: put forward through the catalogue of openness, or recorded from paper. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Block, Value } from '../../kernel/disclosure/content.ts';
import { propose } from '../../kernel/disclosure/publications.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { nameOf } from '../organizations/facade.ts';
import { lockCase } from './acts.ts';
import { readFile } from './case-file.ts';
import type { CaseState, NoticePart, StepId } from './choices.ts';
import { isAfter } from './facts.ts';
import { noticeMessages } from './notice-messages.ts';
import { entryOf } from './progress.ts';
import { admissionRules } from './rulebooks.ts';
import * as store from './store.ts';

/** Days of showing where the rules of the day ask none but the branch shows one all the same. */
const shownAnyway = { days: 5, unit: 'working' } as const;
export const noticeDueDays = 7;

const atState: Record<NoticePart, readonly CaseState[]> = {
  candidate: ['candidate'],
  admission: ['prereviewed'],
  conversion: ['probationary'],
};
const sinceStep: Record<NoticePart, StepId> = {
  candidate: 'candidate_confirmed',
  admission: 'tc_prereview',
  conversion: 'conversion_requested',
};

/** Puts a notice forward; review, approval and publishing are other people's steps. */
export async function putForwardNotice(
  ctx: Ctx,
  input: { id: string; version: number; part: NoticePart },
): Promise<void> {
  const row = await lockCase(ctx, input.id);
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
  const file = await readFile(ctx, row);
  requireStage(row, input.part);
  const present = file.notices.find((one) => one.part === input.part && one.code && isRunning(one.state));
  if (present)
    throw new Refusal('admission.notice_put_forward', {
      status: 409,
      params: { noticeCode: present.code ?? '' },
    });
  const { value } = parameterAt(admissionRules, `${input.part}.notice`, ctx.today, file.local);
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const branch = names.get(row.orgId)?.name ?? '';
  const { id } = await propose(ctx, {
    catalogueKey: `admission.${input.part}`,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'admission_case', id: row.id },
    title: word(`admission.public.title_${input.part}`).replace('{{branch}}', branch),
    content: { blocks: blocksOf(file, branch) },
    audience: 'region',
    profile: 'names_full',
    shown: value.days > 0 ? value : shownAnyway,
    dueOn: row.stateSince.add({ days: noticeDueDays }),
  });
  await store.addNotice(ctx, row, { part: input.part, publicationId: id });
  if (!(await store.raise(ctx, row))) throw new Refusal('stale', { status: 409 });
  await record(ctx, {
    event: 'admission.notice_put_forward',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'admission_case', id: row.id },
    after: { part: input.part, publicationId: id },
  });
}

const isRunning = (state: string | null): boolean => state !== 'returned' && state !== 'ended';

/** A notice that hung on paper, with its days, places and what was said; for times before the town had the system. */
export async function recordPaperNotice(
  ctx: Ctx,
  input: {
    id: string;
    version: number;
    part: NoticePart;
    postedOn: string;
    lastDay: string;
    places: string;
    opinions: string;
  },
): Promise<void> {
  const row = await lockCase(ctx, input.id);
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
  const file = await readFile(ctx, row);
  requireStage(row, input.part);
  const postedOn = Temporal.PlainDate.from(input.postedOn);
  const endedOn = Temporal.PlainDate.from(input.lastDay);
  const since = entryOf(file.progress, sinceStep[input.part])?.on;
  if (since && isAfter(since, postedOn)) {
    const params = {
      stepKey: `admission.step.${sinceStep[input.part]}`,
      stepOn: since.toString(),
      on: input.postedOn,
    };
    throw new Refusal('admission.before_prerequisite', { params, field: 'postedOn' });
  }
  if (isAfter(postedOn, endedOn)) throw new Refusal('admission.notice_ends_before', { field: 'lastDay' });
  if (isAfter(endedOn, ctx.today)) {
    const params = { on: input.lastDay, today: ctx.today.toString() };
    throw new Refusal('admission.day_in_future', { params, field: 'lastDay' });
  }
  await store.addNotice(ctx, row, {
    part: input.part,
    postedOn,
    endedOn,
    places: input.places,
    opinions: input.opinions,
  });
  if (!(await store.raise(ctx, row))) throw new Refusal('stale', { status: 409 });
  await record(ctx, {
    event: 'admission.paper_notice',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'admission_case', id: row.id },
    after: { part: input.part, postedOn: input.postedOn, lastDay: input.lastDay, places: input.places },
  });
}

function requireStage(row: store.CaseRow, part: NoticePart): void {
  if (atState[part].includes(row.state)) return;
  throw new Refusal('admission.notice_not_now', {
    status: 409,
    params: { partKey: `admission.notice.${part}`, stateKey: `procedure.admission.state.${row.state}` },
  });
}

/** A notice shows what a notice of this kind shows and nothing more: no number, no day of birth, no address. */
function blocksOf(file: Awaited<ReturnType<typeof readFile>>, branch: string): Block[] {
  const { row, progress } = file;
  const day = (date: Temporal.PlainDate | undefined): Value =>
    date ? { kind: 'day', day: date.toString() } : { kind: 'text', text: '—' };
  const text = (value: string | null): Value => ({ kind: 'text', text: value || '—' });
  const fact = (key: string, value: Value) => ({ labelKey: `admission.public.${key}`, value });
  return [
    {
      kind: 'facts',
      facts: [
        fact('name', { kind: 'person', name: row.name }),
        fact('sex', text(word(`admission.public.${row.sex}`))),
        fact('birth_month', text(row.birthDate.toPlainYearMonth().toString())),
        fact('education', text(row.education)),
        fact('branch', text(branch)),
        fact('applied_on', day(row.appliedOn)),
        fact('activist_on', day(entryOf(progress, 'activist_confirmed')?.on)),
        fact('candidate_on', day(entryOf(progress, 'candidate_confirmed')?.on)),
      ],
    },
    { kind: 'paragraph', text: word('admission.public.opinions') },
  ];
}

/** What is published stays Chinese, whoever puts it forward. */
function word(key: string): string {
  const texts: Record<string, string> = noticeMessages['zh-CN'];
  return texts[key] ?? key;
}
