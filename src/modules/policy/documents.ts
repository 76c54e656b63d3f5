/** Correcting what stands around a document's text, making it the town's own, putting it aside. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Download } from '../../kernel/http/bind.ts';
import { Refusal, stale, type BothSides } from '../../kernel/refusal.ts';
import * as store from './document-store.ts';

export type Changed = { id: string; version: number };

type Step = { id: string; version: number };

/**
 * The document, still open to correction, with its version counted up. Refuses `not_found`, `stale` (409, with `sides`
 * where a form can show what was typed beside what stands) and `policy.closed` (409) for one confirmed or discarded.
 */
export async function openForCorrection(
  ctx: Ctx,
  input: Step,
  sides?: (now: store.DocumentRow) => BothSides | Promise<BothSides | undefined>,
): Promise<store.DocumentRow> {
  const document = await store.find(ctx, input.id);
  if (!document) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, document.orgPath);
  const version = await store.raiseVersion(ctx, input.id, input.version);
  if (version === undefined) throw stale(await sides?.(document));
  if (document.state !== 'read')
    throw new Refusal('policy.closed', { status: 409, remedy: 'policy.closed', who: 'policy.manage' });
  return { ...document, version };
}

export async function recordCorrection(
  ctx: Ctx,
  document: store.DocumentRow,
  change: { event: string; before?: unknown; after?: unknown; reason?: string },
): Promise<Changed> {
  await record(ctx, {
    ...change,
    org: { id: document.orgId, path: document.orgPath },
    subject: { type: 'policy_document', id: document.id },
  });
  return { id: document.id, version: document.version };
}

type Head = {
  title: string;
  number: string | null;
  issuer: string | null;
  dated: string | null;
  recipients: string[];
  copiesTo: string[];
  subjectWords: string[];
};

/** As the form shows it: one line for each of a list. */
function headFields({ title, number, issuer, dated, ...lists }: Head) {
  return {
    title,
    number,
    issuer,
    dated,
    recipients: lists.recipients.join('\n'),
    copiesTo: lists.copiesTo.join('\n'),
    subjectWords: lists.subjectWords.join('\n'),
  };
}

export async function correctHead(ctx: Ctx, input: Step & Head): Promise<Changed> {
  const { title, number, issuer, dated, recipients, copiesTo, subjectWords } = input;
  const document = await openForCorrection(ctx, input, (now) => ({
    yours: headFields(input),
    theirs: { ...headFields({ ...now, dated: now.dated?.toString() ?? null }), version: now.version },
  }));
  await ctx.tx
    .updateTable('policy_documents')
    .set({
      title,
      number: number || null,
      issuer: issuer || null,
      dated: dated === null ? null : Temporal.PlainDate.from(dated),
      recipients,
      copies_to: copiesTo,
      subject_words: subjectWords,
    })
    .where('id', '=', document.id)
    .execute();
  return recordCorrection(ctx, document, {
    event: 'policy.head_corrected',
    before: { title: document.title, number: document.number, dated: document.dated?.toString() ?? null },
    after: { title, number, dated },
  });
}

/**
 * Makes the document the town's own. Refuses `policy.unplaced_open` while lines have no place, `policy.starts_before`
 * for a day on or before the start of the document now in force, and what lies before the document's own date.
 */
export async function confirmDocument(ctx: Ctx, input: Step & { from: string }): Promise<Changed> {
  const document = await openForCorrection(ctx, input);
  const from = Temporal.PlainDate.from(input.from);
  const open = (await store.listUnplaced(ctx, document.id)).filter((line) => line.settled === null);
  if (open.length > 0)
    throw new Refusal('policy.unplaced_open', {
      params: { count: open.length },
      remedy: 'policy.unplaced_open',
      who: 'policy.manage',
    });
  if (document.dated && Temporal.PlainDate.compare(from, document.dated) < 0)
    throw new Refusal('policy.before_its_date', {
      field: 'from',
      params: { dated: document.dated.toString() },
      possibleFrom: document.dated.toString(),
    });
  await closeFormer(ctx, document.orgId, from);
  await ctx.tx
    .updateTable('policy_documents')
    .set({
      state: 'confirmed',
      in_force: `[${from.toString()},)`,
      confirmed_by: accountOf(ctx),
      confirmed_by_name: ctx.actor.name,
      confirmed_at: ctx.now,
    })
    .where('id', '=', document.id)
    .execute();
  // What nobody rejected is confirmed with the document.
  await sql`
    update article_institutions set decided_by = ${accountOf(ctx)}, decided_at = ${ctx.now}
    where decided_at is null
      and article_id in (select id from policy_articles where document_id = ${document.id})
  `.execute(ctx.tx);
  return recordCorrection(ctx, document, {
    event: 'policy.document_confirmed',
    after: { number: document.number, title: document.title, from: input.from },
  });
}

async function closeFormer(ctx: Ctx, townId: string, from: Temporal.PlainDate): Promise<void> {
  const { rows } = await sql<{ id: string; title: string; start: Temporal.PlainDate }>`
    select id, title, lower(in_force) as start from policy_documents
    where org_id = ${townId} and upper_inf(in_force) for update
  `.execute(ctx.tx);
  const [former] = rows;
  if (!former) return;
  if (Temporal.PlainDate.compare(from, former.start) <= 0)
    throw new Refusal('policy.starts_before', {
      status: 409,
      field: 'from',
      params: { title: former.title, start: former.start.toString() },
      possibleFrom: former.start.add({ days: 1 }).toString(),
    });
  await sql`
    update policy_documents set in_force = daterange(lower(in_force), ${from}), version = version + 1
    where id = ${former.id}
  `.execute(ctx.tx);
}

export async function discardDocument(ctx: Ctx, input: Step & { because: string }): Promise<Changed> {
  const document = await openForCorrection(ctx, input);
  await ctx.tx
    .updateTable('policy_documents')
    .set({ state: 'discarded', discarded_because: input.because })
    .where('id', '=', document.id)
    .execute();
  return recordCorrection(ctx, document, { event: 'policy.document_discarded', reason: input.because });
}

/** The file, byte for byte as it was handed in. */
export async function downloadDocument(ctx: Ctx, input: { id: string }): Promise<Download> {
  const file = await store.sourceOf(ctx, input.id);
  if (!file) throw new Refusal('not_found', { status: 404 });
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return new Download({
    name: file.fileName,
    type: file.format === 'docx' ? docx : 'text/plain',
    body: file.source,
  });
}
