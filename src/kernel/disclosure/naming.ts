/**
 * People named in public by their own consent: asked apart from everything else, withdrawn at any time, and with it
 * whatever shows them comes down in the same act. PIPL art. 25.
 */
import { sql } from 'kysely';
import { everywhere, type Ctx } from '../ctx.ts';
import { end, propose, sendBack, type Proposal } from './publications.ts';

type Day = Temporal.PlainDate;

/** A record about one person, such as a pledge. */
export type NamedRecord = { type: string; id: string; orgPath: string };

/** Publications that are public or on their way. */
const live = sql`('proposed', 'reviewed', 'approved', 'published')`;

/** Condition on a query's own column: the person's latest word is yes. */
export function hasConsent(idColumn: string) {
  return sql<boolean>`coalesce((
    select c.granted from naming_consents c where c.subject_id = ${sql.ref(idColumn)} order by c.id desc limit 1
  ), false)`;
}

/** Condition on a query's own column: a publication shows the record or is about to. */
export function isShown(idColumn: string) {
  return sql<boolean>`exists (
    select from publication_subjects s join publications n on n.id = s.publication_id
    where s.subject_id = ${sql.ref(idColumn)} and n.state in ${live})`;
}

export async function consentOf(ctx: Ctx, id: string): Promise<{ granted: boolean; on: Day } | undefined> {
  const { rows } = await sql<{ granted: boolean; on: Day }>`
    select granted, given_on as "on" from naming_consents where subject_id = ${id} order by id desc limit 1
  `.execute(ctx.tx);
  return rows[0];
}

/** Keeps the person's word; a no takes down what shows the record. The caller has decided who may say it, and records it. */
export async function enterConsent(
  ctx: Ctx,
  of: NamedRecord,
  word: { granted: boolean; onPaper: boolean; on: Day },
): Promise<void> {
  await ctx.tx
    .insertInto('naming_consents')
    .values({
      subject_type: of.type,
      subject_id: of.id,
      org_path: of.orgPath,
      granted: word.granted,
      on_paper: word.onPaper,
      given_on: word.on,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
  if (!word.granted) await takeDown(ctx, of);
}

export type NoticeRow = { id: string; code: string; state: string };

/** Publications that show the record or did, newest first. */
export async function noticesShowing(ctx: Ctx, id: string): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.id, n.code, n.state from publication_subjects s join publications n on n.id = s.publication_id
    where s.subject_id = ${id} order by n.id desc
  `.execute(ctx.tx);
  return rows;
}

export function isLive({ state }: NoticeRow): boolean {
  return state === 'published' || isOnItsWay(state);
}

function isOnItsWay(state: string): boolean {
  return state === 'proposed' || state === 'reviewed' || state === 'approved';
}

/** Puts forward a text that names the people of these records. The caller has asked `hasConsent` of each, and holds them. */
export async function proposeNaming(
  ctx: Ctx,
  proposal: Proposal,
  records: readonly NamedRecord[],
): Promise<{ id: string; code: string }> {
  const proposed = await propose(ctx, proposal);
  await ctx.tx
    .insertInto('publication_subjects')
    .values(
      records.map((one) => ({
        publication_id: proposed.id,
        subject_type: one.type,
        subject_id: one.id,
        org_path: one.orgPath,
      })),
    )
    .execute();
  return proposed;
}

/** Takes down whatever shows the record or is about to: a consequence of the person's word, whoever enters it. */
export async function takeDown(ctx: Ctx, of: NamedRecord): Promise<void> {
  const asRule: Ctx = { ...ctx, actor: { kind: 'system', name: ctx.actor.name }, scope: everywhere };
  // The reason is public and stays Chinese as the notice; it says nothing of who.
  const why = ctx.services.translate['zh-CN']('disclosure.content_changed');
  for (const { id, state } of await noticesShowing(ctx, of.id)) {
    if (state === 'published') await end(asRule, id, why);
    else if (isOnItsWay(state)) await sendBack(asRule, id, why);
  }
}
