/** One case with all that its moves look at. */
import { isInScope, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { listMembersById, listStandingIn, type PlacedMember } from '../members/facade.ts';
import {
  getOrganization,
  memberKinds,
  remaindersOf,
  sizeRulesAt,
  type Attachment,
  type SizeRules,
} from '../organizations/facade.ts';
import type { ChangeFacts } from './facts.ts';
import { changeParameters } from './rulebook.ts';
import type { LocalRules } from './rules.ts';
import * as store from './store.ts';

/** `moving`: people who stand in an organization that ends; when it is merged, they and what stands below move along. */
export type Ending = { id: string; path: string; moving: number; remains: Reason[] };

export type ChangeFile = {
  row: store.ChangeRow;
  partIds: string[];
  founders: PlacedMember[];
  /** Organizations that end when the case takes effect, each with what still hangs on it; none once it has. */
  ending: Ending[];
  local: LocalRules;
  sizes: SizeRules;
};

export async function readFile(
  ctx: Ctx,
  row: store.ChangeRow,
  attachments: readonly Attachment[],
): Promise<ChangeFile> {
  const { partIds, founderIds } = await store.listNamed(ctx, row.id);
  return {
    row,
    partIds,
    founders: await listMembersById(ctx, founderIds),
    ending: await endingOf(ctx, row, { partIds, attachments }),
    local: await localValues(ctx, changeParameters, row.orgPath),
    sizes: await sizesAt(ctx, row.orgPath),
  };
}

async function endingOf(
  ctx: Ctx,
  row: store.ChangeRow,
  { partIds, attachments }: { partIds: string[]; attachments: readonly Attachment[] },
): Promise<Ending[]> {
  if (row.effectiveOn || row.state === 'withdrawn' || row.type === 'set_up') return [];
  const ending: Ending[] = [];
  const isMerged = row.type === 'merge';
  // What follows a merger need not be gone before.
  const asked = isMerged ? attachments.filter(({ follow }) => !follow) : attachments;
  for (const id of isMerged ? partIds : [row.orgId]) {
    const { path } = await getOrganization(ctx, id);
    const found = await remaindersOf(ctx, { id, path }, asked);
    ending.push({
      id,
      path,
      moving: (await listStandingIn(ctx, id)).length,
      remains: isMerged ? found.filter(({ code }) => code !== 'organizations.children_remain') : found,
    });
  }
  return ending;
}

export function factsOf(
  file: ChangeFile,
  today: Temporal.PlainDate,
  brought: ChangeFacts['brought'] = {},
): ChangeFacts {
  const { row, founders, ending, sizes } = file;
  return {
    today,
    type: row.type,
    stateSince: row.stateSince,
    newKind: row.newKind ?? undefined,
    full: row.type === 'set_up' && movesFounders(row.newKind) ? fullOf(founders) : undefined,
    branchFrom: sizes['branch.from'],
    remains: ending.flatMap((one) => one.remains),
    brought,
  };
}

/** The rules of size of a place as they are today. */
export async function sizesAt(ctx: Ctx, path: string): Promise<SizeRules> {
  const rules = (await sizeRulesAt(ctx, [path], ctx.today)).get(path);
  if (!rules) throw new Error(`no rules of size at ${path}`);
  return rules;
}

/** Whether those who found it stand in it from its first day. */
export function movesFounders(kind: string | null): boolean {
  return kind !== null && memberKinds.includes(kind);
}

export function fullOf(founders: readonly PlacedMember[]): number {
  return founders.filter((one) => one.kind === 'full' && one.status === 'active').length;
}

export function requireCase(ctx: Ctx, row: store.ChangeRow | undefined): store.ChangeRow {
  if (!row) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, row.orgPath);
  return row;
}

export function holdsAt(ctx: Ctx, path: string): (permission: string) => boolean {
  return (permission) => isInScope(scopeUnder(ctx, permission), path);
}
