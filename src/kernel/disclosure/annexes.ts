/**
 * Files of a publication. Annexes go out with it: they can change only before the review, and their hashes stand in the
 * leaf of the log. Pictures of the notice board are evidence that it hung there; they stay inside.
 */
import type { Ctx } from '../ctx.ts';
import type { Owner } from '../files/attachments.ts';
import { admitFile } from '../files/admit.ts';
import type { Exchange } from '../http/bind.ts';
import { refuseAll, Refusal } from '../refusal.ts';
import { textsOfAnnex } from './annex-text.ts';
import { getPublication } from './publications.ts';
import { reasonsNotToPublish } from './screening.ts';

/** A public annex as the log and the proof name it. */
export type Annex = { name: string; sha256: string };

/** The annexes of a publication as the owner of files; refuses `not_found` outside the scope. */
export async function annexOwner(ctx: Ctx, id: string): Promise<Owner> {
  return ownerAs(ctx, id, 'publication');
}

/** The pictures of its display. */
export async function displayOwner(ctx: Ctx, id: string): Promise<Owner> {
  return ownerAs(ctx, id, 'publication_display');
}

/** Locks a publication whose annexes change; refuses one that was reviewed, since nobody would review the change. */
export async function requireUnreviewed(ctx: Ctx, id: string): Promise<void> {
  await getPublication(ctx, id);
  const row = await ctx.tx
    .updateTable('publications')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .returning('id')
    .executeTakeFirst();
  if (!row)
    throw new Refusal('disclosure.already_reviewed', {
      status: 409,
      remedy: 'disclosure.return_first',
      who: 'disclosure.review',
    });
}

/** Refuses an annex whose own text has what must not leave; nothing can be masked in a file, so a house number is refused too. */
export async function requireHarmless(upload: Exchange['upload']): Promise<void> {
  if (!upload) return;
  const admitted = await admitFile(upload);
  const texts = await textsOfAnnex(admitted);
  const against = reasonsNotToPublish(admitted.name, { blocks: [] }, 'names_full', texts);
  if (against.length > 0) refuseAll(against.map((reason) => ({ ...reason, field: 'file' })));
}

/** Refuses pictures of a display that has not begun. */
export async function requireDisplayed(ctx: Ctx, id: string): Promise<void> {
  const { state } = await getPublication(ctx, id);
  if (state !== 'published' && state !== 'ended' && state !== 'corrected')
    throw new Refusal('disclosure.not_displayed_yet', { status: 409 });
}

async function ownerAs(ctx: Ctx, id: string, ownerType: string): Promise<Owner> {
  const { orgId, orgPath } = await getPublication(ctx, id);
  return { ownerType, ownerId: id, org: { id: orgId, path: orgPath } };
}
