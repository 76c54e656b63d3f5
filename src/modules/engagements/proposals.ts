/** How an engagement begins: a member asks, or the branch offers; nobody is put anywhere without the own word. */
import { record } from '../../kernel/audit/record.ts';
import { personOf, requireInScope, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { enterConsent } from '../../kernel/disclosure/naming.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import type { Direction, Kind } from './choices.ts';
import { tellBranch, tellMember } from './notices.ts';
import { getPost } from './posts.ts';
import * as store from './store.ts';

/** Of a post the catalogue says title and duties; the others bring them. */
export type Wanted =
  | { kind: 'post'; postId: string }
  | { kind: 'household'; title: string; duties: string; households: number }
  | { kind: 'pair'; title: string; duties: string; partner: string; direction: Direction };

/** A member asks for a post of the own branch, or offers the own house. Refuses who is not active, and what is taken on already. */
export async function applyForEngagement(
  ctx: Ctx,
  input: { wanted: Wanted; consent: boolean },
): Promise<{ id: string }> {
  const personId = personOf(ctx);
  const person = personId ? await findMember(ctx, personId) : undefined;
  if (!person) throw new Refusal('engagements.no_member');
  return withinPaths(ctx, [person.orgPath], (inner) =>
    begin(inner, person, { ...input, ownRequest: true, onPaper: false, on: ctx.today }),
  );
}

/** The branch offers; a paper that the member signed stands for the member's word. */
export async function offerEngagement(
  ctx: Ctx,
  input: { personId: string; wanted: Wanted; onPaper: boolean; consent: boolean },
): Promise<{ id: string }> {
  const person = await findMember(ctx, input.personId);
  if (!person) throw new Refusal('not_found', { status: 404, field: 'personId' });
  requireInScope(ctx, person.orgPath);
  return begin(ctx, person, {
    ...input,
    consent: input.onPaper && input.consent && input.wanted.kind !== 'pair',
    ownRequest: false,
    on: ctx.today,
  });
}

type Begun = {
  wanted: Wanted;
  ownRequest: boolean;
  onPaper: boolean;
  consent: boolean;
  on: Temporal.PlainDate;
};
type Person = NonNullable<Awaited<ReturnType<typeof findMember>>>;

async function begin(ctx: Ctx, person: Person, given: Begun): Promise<{ id: string }> {
  if (person.status !== 'active') throw new Refusal('engagements.not_active', { field: 'personId' });
  const id = await store.insert(ctx, {
    ...(await contentOf(ctx, person, given.wanted)),
    personId: person.id,
    personName: person.name,
    orgId: person.orgId,
    orgPath: person.orgPath,
    ownRequest: given.ownRequest,
    onPaper: given.onPaper,
    proposedOn: given.on,
    state: given.ownRequest || given.onPaper ? 'applied' : 'offered',
  });
  if (!id)
    throw new Refusal(`engagements.${given.wanted.kind === 'post' ? 'post' : 'household'}_taken_already`, {
      status: 409,
      field: given.wanted.kind === 'post' ? 'postId' : 'personId',
    });
  const row = await store.find(ctx, id);
  if (!row) throw new Error('an engagement that was just written');
  const move = given.ownRequest ? 'apply' : 'offer';
  await store.addStep(ctx, row, { move, on: given.on, why: null });
  if (given.consent)
    await enterConsent(ctx, store.namedBy(row), { granted: true, onPaper: given.onPaper, on: given.on });
  await record(ctx, {
    event: `engagements.${move}`,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'engagement', id },
    after: { kind: row.kind, personId: row.personId, title: row.title, onPaper: row.onPaper },
  });
  if (row.state === 'offered') await tellMember(ctx, row, 'engagements.offered');
  else if (given.ownRequest) await tellBranch(ctx, row, 'engagements.applied');
  return { id };
}

type Content = Pick<
  store.NewEngagement,
  'kind' | 'postId' | 'title' | 'duties' | 'households' | 'partner' | 'direction'
>;

async function contentOf(ctx: Ctx, person: Person, wanted: Wanted): Promise<Content> {
  const nothing = { postId: null, households: null, partner: null, direction: null };
  if (wanted.kind !== 'post') return { ...nothing, ...wanted };
  const post = await getPost(ctx, wanted.postId);
  if (post.orgId !== person.orgId)
    throw new Refusal('engagements.post_of_another_branch', { field: 'postId' });
  return { ...nothing, kind: 'post' satisfies Kind, postId: post.id, title: post.name, duties: post.duties };
}
