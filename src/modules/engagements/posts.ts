/** The catalogue of posts that a branch offers to members without office. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf, requireOpen } from '../organizations/facade.ts';

export type PostRow = {
  id: string;
  orgId: string;
  orgPath: string;
  name: string;
  duties: string;
  /** Who holds it today, by number. */
  holders: number;
};

/** Open posts of the branches at or below the paths, by branch and name. */
export async function listOpenPosts(ctx: Ctx, paths: readonly string[]): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select p.id, p.org_id as "orgId", p.org_path as "orgPath", p.name, p.duties,
      (select count(*) from engagements e where e.post_id = p.id and e.state = 'fixed') as holders
    from branch_posts p
    where p.closed_on is null and p.org_path <@ any(${[...paths]}::ltree[])
    order by p.org_path, p.name
  `.execute(ctx.tx);
  return rows;
}

export async function listPosts(ctx: Ctx) {
  const posts = await listOpenPosts(ctx, ctx.scope);
  const names = await nameOf(
    ctx,
    posts.map((post) => post.orgId),
    ctx.today,
  );
  return {
    rows: posts.map(({ id, orgId, name, duties, holders }) => ({
      id,
      branch: { id: orgId, name: names.get(orgId)?.shortName ?? '' },
      name,
      duties,
      holders,
    })),
  };
}

/** Refuses a second open post of the same name. */
export async function addPost(
  ctx: Ctx,
  input: { orgId: string; name: string; duties: string },
): Promise<{ id: string }> {
  const branch = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, branch.path);
  if (branch.kind !== 'branch' && branch.kind !== 'joint_branch')
    throw new Refusal('engagements.not_a_branch', { field: 'orgId' });
  const row = await ctx.tx
    .insertInto('branch_posts')
    .values({
      org_id: branch.id,
      org_path: branch.path,
      name: input.name,
      duties: input.duties,
      opened_on: ctx.today,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Refusal('engagements.post_exists', { status: 409, field: 'name' });
  await record(ctx, {
    event: 'engagements.post_opened',
    org: { id: branch.id, path: branch.path },
    subject: { type: 'branch_post', id: row.id },
    after: { name: input.name },
  });
  return row;
}

/** Refuses while somebody holds it, has asked for it or was offered it. */
export async function closePost(ctx: Ctx, input: { id: string }): Promise<{ id: string }> {
  const post = await getPost(ctx, input.id);
  if (!isInScope(ctx.scope, post.orgPath)) throw new Refusal('not_found', { status: 404 });
  const held = await ctx.tx
    .selectFrom('engagements')
    .select('person_name')
    .where('post_id', '=', post.id)
    .where('state', 'in', ['offered', 'applied', 'fixed'])
    .executeTakeFirst();
  if (held)
    throw new Refusal('engagements.post_is_held', {
      status: 409,
      params: { name: held.person_name },
      remedy: 'engagements.end_it_first',
    });
  await ctx.tx.updateTable('branch_posts').set({ closed_on: ctx.today }).where('id', '=', post.id).execute();
  await record(ctx, {
    event: 'engagements.post_closed',
    org: { id: post.orgId, path: post.orgPath },
    subject: { type: 'branch_post', id: post.id },
    after: { closedOn: ctx.today.toString() },
  });
  return { id: post.id };
}

/** An open post, held until the act ends; refuses `not_found` for any other. */
export async function getPost(ctx: Ctx, id: string): Promise<Omit<PostRow, 'holders'>> {
  const row = await ctx.tx
    .selectFrom('branch_posts')
    .select(['id', 'org_id as orgId', 'org_path as orgPath', 'name', 'duties'])
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404, field: 'postId' });
  return row;
}
