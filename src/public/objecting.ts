/** Objections on the site: taking one by a plain form, showing the answer by its code. */
import type { Context } from 'hono';
import { runAct } from '../kernel/ctx.ts';
import { receiveObjection } from '../kernel/disclosure/objections.ts';
import { hashOfCode } from '../kernel/disclosure/public-code.ts';
import { disclosureRulebook } from '../kernel/disclosure/rulebook.ts';
import { Refusal } from '../kernel/refusal.ts';
import { parameterAt } from '../kernel/rulebook.ts';
import { codeOf, placesOf, show, type SiteOptions } from './answering.ts';
import { answersPage, noticePage, objectionReceivedPage, type ObjectionDraft } from './notice-page.ts';
import type { Reader } from './page.ts';
import { messagePage } from './pages.ts';
import * as reading from './reading.ts';

/** Longest form that is read, in bytes. */
const longestForm = 20_000;

/** Takes an objection from the form; what was typed comes back with what is wrong. */
export async function takeObjection(c: Context, reader: Reader, options: SiteOptions): Promise<Response> {
  const { t } = reader;
  const notice = await reading.findNotice(options.publicDb, codeOf(c), reader.today);
  if (!notice) return show(c, messagePage(reader, t('public.ended'), t('public.object_closed')), 409);
  const form = await formOf(c);
  const text = textOf(form['text'], longestForm).trim();
  const contact = textOf(form['contact'], longestForm).trim();
  const faults: ObjectionDraft['faults'] = [];
  if ([...text].length < 4 || [...text].length > 2000)
    faults.push({ field: 'text', message: t('public.object_empty') });
  if ([...contact].length > 100) faults.push({ field: 'contact', message: t('public.object_contact_long') });
  const tooMany = faults.length === 0 ? waitFor(options, c) : undefined;
  if (tooMany !== undefined) faults.push({ field: 'text', message: tooManyText(reader, tooMany) });
  if (faults.length > 0) {
    const around = await surroundings(options, reader, notice);
    return show(
      c,
      noticePage(reader, notice, around, { text, contact, faults }),
      tooMany === undefined ? 422 : 429,
    );
  }
  const receipt = await runAct(
    options.db,
    {
      now: options.now(),
      actor: { kind: 'visitor', name: 'visitor' },
      permission: 'anyone',
      // The place of this one notice: the act can touch nothing else.
      scope: [notice.orgPath],
      locale: reader.locale,
      services: options.services,
    },
    (ctx) =>
      receiveObjection(ctx, notice.code, { channel: 'online', text, ...(contact !== '' && { contact }) }),
  ).catch((error: unknown) => {
    // Taken down between the reading and the writing.
    if (error instanceof Refusal && error.code === 'disclosure.not_public') return undefined;
    throw error;
  });
  if (!receipt) return show(c, messagePage(reader, t('public.ended'), t('public.object_closed')), 409);
  return show(c, objectionReceivedPage(reader, { ...receipt, notice: notice.code }));
}

/** Seconds to wait when one address writes too often; undefined when it may. */
function waitFor(options: SiteOptions, c: Context): number | undefined {
  try {
    options.rateLimit.require('written', options.addressOf(c), options.now().epochMilliseconds);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return Number(error.params['seconds'] ?? 60);
    throw error;
  }
}

function tooManyText(reader: Reader, seconds: number): string {
  return reader.t('public.too_many', { minutes: Math.ceil(seconds / 60) });
}

/** Fields of a plain form; one that is too long is read as empty, and the page says what is missing. */
async function formOf(c: Context): Promise<Record<string, unknown>> {
  if (Number(c.req.header('content-length') ?? 0) > longestForm) return {};
  const body = await c.req.text();
  return body.length > longestForm ? {} : Object.fromEntries(new URLSearchParams(body));
}

function textOf(value: unknown, longest: number): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}

/** The answer, for whoever has the code. */
export async function showAnswer(c: Context, reader: Reader, options: SiteOptions): Promise<Response> {
  const code = textOf((await formOf(c))['code'], 30);
  const tooMany = waitFor(options, c);
  if (tooMany !== undefined)
    return show(c, answersPage(reader, { code, fault: tooManyText(reader, tooMany) }), 429);
  const found = await reading.findObjection(options.publicDb, hashOfCode(code));
  if (!found) return show(c, answersPage(reader, { code, fault: reader.t('public.answers_unknown') }), 404);
  return show(c, answersPage(reader, { code, found }));
}

/** What the page of a notice shows beside its text. */
export async function surroundings(
  options: SiteOptions,
  reader: Reader,
  notice: reading.Notice,
): Promise<{ place: reading.Place | undefined; leaf: reading.PublicLeaf | undefined; answerDays: number }> {
  const { publicDb: db } = options;
  const leaves = await reading.readPublicLeaves(db, { code: notice.code });
  const { byId } = await placesOf(db);
  const own = Number(await reading.findSetting(db, 'disclosure.objection_answer_days', reader.today));
  const answerDays = own || parameterAt(disclosureRulebook, 'objection_answer_days', reader.today).value;
  const leaf = leaves.find((one) => one.event === 'published');
  return { place: byId.get(notice.orgId), leaf, answerDays };
}
