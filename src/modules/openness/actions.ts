/** Writes of the staff: texts put forward under the catalogue, objections entered and answered. */
import { randomUUID } from 'node:crypto';
import { addWorkingDays } from '../../kernel/clock/calendar.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { PublicContent } from '../../kernel/disclosure/content.ts';
import { maskingProfiles, type MaskingProfile } from '../../kernel/disclosure/masking.ts';
import * as objections from '../../kernel/disclosure/objections.ts';
import * as publications from '../../kernel/disclosure/publications.ts';
import type { CatalogueRow } from '../../kernel/institution.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { getOrganization } from '../organizations/facade.ts';
import { objectionRowOf, requireRow } from './queries.ts';

export type TextProposal = {
  catalogueKey: string;
  orgId: string;
  title: string;
  text: string;
  audience: publications.Audience;
  shownDays?: number | undefined;
  cameAboutOn?: string | undefined;
};

/** Puts a plain text forward for a body that owes the row; its due day follows from the day on which it came about. */
export async function proposeText(ctx: Ctx, rows: readonly CatalogueRow[], given: TextProposal) {
  const row = requireRow(rows, given.catalogueKey);
  const org = await getOrganization(ctx, given.orgId);
  if (!row.owedBy.includes(org.kind)) throw new Refusal('openness.not_owed', { field: 'orgId' });
  const dueOn = given.cameAboutOn ? await dueDay(ctx, row, given.cameAboutOn) : undefined;
  return publications.propose(ctx, {
    catalogueKey: row.key,
    org: { id: org.id, path: org.path },
    subject: { type: 'text', id: randomUUID() },
    title: given.title,
    content: paragraph(given.text),
    audience: given.audience,
    profile: profileOf(row),
    ...(given.shownDays !== undefined && { shown: { days: given.shownDays, unit: 'calendar' as const } }),
    ...(dueOn && { dueOn }),
  });
}

export async function proposeCorrectedText(
  ctx: Ctx,
  given: { id: string; title: string; text: string; reason: string },
) {
  return publications.proposeCorrection(
    ctx,
    given.id,
    { title: given.title, content: paragraph(given.text) },
    given.reason,
  );
}

export async function enterObjection(
  ctx: Ctx,
  given: {
    id: string;
    channel: 'paper' | 'spoken';
    text: string;
    contact?: string | undefined;
    receivedOn: string;
  },
) {
  const { code } = await publications.getPublication(ctx, given.id);
  const receipt = await objections.receiveObjection(ctx, code, {
    channel: given.channel,
    text: given.text,
    receivedOn: Temporal.PlainDate.from(given.receivedOn),
    ...(given.contact && { contact: given.contact }),
  });
  return { ...receipt, answerDueOn: receipt.answerDueOn.toString() };
}

export async function openObjection(ctx: Ctx, id: string) {
  const objection = await objections.getObjection(ctx, id);
  return { ...objectionRowOf(ctx, objection), ...(await objections.openObjection(ctx, id)) };
}

export async function answerObjection(
  ctx: Ctx,
  given: { id: string; answer: string; upheld: boolean; version: number },
) {
  return objectionRowOf(ctx, await objections.answerObjection(ctx, given.id, given));
}

async function dueDay(ctx: Ctx, row: CatalogueRow, cameAboutOn: string): Promise<Temporal.PlainDate> {
  const day = Temporal.PlainDate.from(cameAboutOn);
  if (Temporal.PlainDate.compare(day, ctx.today) > 0)
    throw new Refusal('openness.not_yet', { field: 'cameAboutOn' });
  if (row.dueUnit !== 'working') return day.add({ days: row.dueDays });
  return addWorkingDays(await loadCalendar(ctx), day, row.dueDays);
}

function paragraph(text: string): PublicContent {
  return { blocks: [{ kind: 'paragraph', text }] };
}

/** The catalogue names profiles as text; an unknown one hides the most. */
function profileOf(row: CatalogueRow): MaskingProfile {
  return maskingProfiles.find((profile) => profile === row.profile) ?? 'names_hidden';
}
