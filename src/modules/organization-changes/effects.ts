/** What a case does to the tree and the roll on the day on which it takes effect, through the acts that stand for it. */
import type { Ctx } from '../../kernel/ctx.ts';
import { enterEventOf } from '../members/facade.ts';
import {
  dissolveOrganization,
  foundOrganization,
  getOrganization,
  joinUnit,
  listChildren,
  moveOrganization,
  pathOf,
  type Attachment,
} from '../organizations/facade.ts';
import { movesFounders, type ChangeFile } from './case-file.ts';

type Day = Temporal.PlainDate;
type Effect = { on: Day; reference: string; attachments: readonly Attachment[] };

/** Gives the organization that comes out of it, or the one that ended. */
export async function carryOut(ctx: Ctx, file: ChangeFile, effect: Effect): Promise<string> {
  const { row } = file;
  switch (row.type) {
    case 'set_up':
      return setUp(ctx, file, effect);
    case 'merge':
      return merge(ctx, file, effect);
    case 'dissolve':
      await dissolve(ctx, file, row.orgId, effect);
      return row.orgId;
  }
}

async function setUp(ctx: Ctx, file: ChangeFile, effect: Effect): Promise<string> {
  const id = await found(ctx, file, effect);
  if (movesFounders(file.row.newKind))
    for (const founder of file.founders)
      if (founder.status === 'active') await place(ctx, founder.id, id, effect);
  if (file.row.newKind === 'joint_branch')
    for (const unitId of file.partIds)
      await joinUnit(ctx, { id, unitId, on: effect.on.toString(), reference: effect.reference });
  return id;
}

/** Members and what stands below go where the others are; then the organization ends, with all that it was still readable. */
async function merge(ctx: Ctx, file: ChangeFile, effect: Effect): Promise<string> {
  const intoId = file.row.newKind ? await found(ctx, file, effect) : file.row.orgId;
  const into = { id: intoId, path: await pathOf(ctx, intoId) };
  for (const source of file.ending) {
    const merger = { from: source, to: into, on: effect.on, reference: effect.reference };
    for (const { follow } of effect.attachments) await follow?.(ctx, merger);
    for (const child of await listChildren(ctx, source.id))
      await moveOrganization(ctx, {
        id: child.id,
        version: child.version,
        parentId: intoId,
        ...decisionOf(file, effect),
      });
    await dissolve(ctx, file, source.id, effect);
  }
  return intoId;
}

async function found(ctx: Ctx, file: ChangeFile, effect: Effect): Promise<string> {
  const { newKind, newName, newShortName, orgId } = file.row;
  if (!newKind || !newName || !newShortName) throw new Error(`case ${file.row.id} names nothing new`);
  const { id } = await foundOrganization(ctx, {
    kind: newKind,
    parentId: orgId,
    name: newName,
    shortName: newShortName,
    ...decisionOf(file, effect),
  });
  return id;
}

async function place(ctx: Ctx, personId: string, branchId: string, effect: Effect): Promise<void> {
  await enterEventOf(ctx, personId, {
    event: 'moved',
    on: effect.on.toString(),
    branchId,
    reference: effect.reference,
  });
}

async function dissolve(ctx: Ctx, file: ChangeFile, id: string, effect: Effect): Promise<void> {
  const { version } = await getOrganization(ctx, id);
  await dissolveOrganization(ctx, { id, version, ...decisionOf(file, effect) }, effect.attachments);
}

/** The day, the reason and the paper under which the tree keeps it. */
function decisionOf({ row }: ChangeFile, { on, reference }: Effect) {
  return { on: on.toString(), reason: row.need, reference };
}
