/** Desks: who holds each, and whether the actor may see and handle a request that lies at one. */
import { sql } from 'kysely';
import { rolesWith } from '../../kernel/auth/permissions.ts';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole } from '../../kernel/notice/notify.ts';
import type { Desk } from './choices.ts';
import type { Holders } from './rules.ts';
import type { RequestRow } from './store.ts';

export const deskPermission = {
  branch: 'member_rights.desk_branch',
  town: 'member_rights.desk_town',
  discipline: 'member_rights.desk_discipline',
  committee: 'member_rights.desk_committee',
} as const satisfies Record<Desk, string>;

/** Accounts that hold each desk for a branch and its town today. */
export async function holdersFor(ctx: Ctx, at: { branchPath: string; townPath: string }): Promise<Holders> {
  const holding = (desk: Desk, path: string) =>
    accountsWithRole(ctx, [...rolesWith(ctx.services.permissions, deskPermission[desk])], path);
  return {
    branch: await holding('branch', at.branchPath),
    town: await holding('town', at.townPath),
    discipline: await holding('discipline', at.townPath),
    committee: await holding('committee', at.townPath),
  };
}

/** Accounts of the person who asked, of the one concerned, and of whoever gave the answer that is taken further. */
export async function concernedBy(
  ctx: Ctx,
  row: Pick<RequestRow, 'personId' | 'aboutAccountId' | 'aboutPersonId'> & { answeredBy?: string | null },
): Promise<ReadonlySet<string>> {
  const persons = [row.personId, ...(row.aboutPersonId ? [row.aboutPersonId] : [])];
  const accounts = await accountsOfPersons(ctx, persons);
  return new Set([
    ...accounts.values(),
    ...(row.aboutAccountId ? [row.aboutAccountId] : []),
    ...(row.answeredBy ? [row.answeredBy] : []),
  ]);
}

/** True for whoever holds the request's desk there and is neither the asker, nor concerned, nor the one appealed against. */
export function isHandler(ctx: Ctx, row: RequestRow): boolean {
  if (!isInScope(scopeUnder(ctx, deskPermission[row.desk]), row.deskPath)) return false;
  const { actor } = ctx;
  if (actor.kind !== 'person') return true;
  if (actor.accountId === row.aboutAccountId) return false;
  if (actor.personId && (actor.personId === row.aboutPersonId || actor.personId === row.personId))
    return false;
  const answersAnew = row.appealedOn !== null && row.dueOn !== null;
  return !answersAnew || actor.accountId !== row.answeredBy;
}

/** The same as a condition on rows `r`, for lists. */
export function handledBy(ctx: Ctx) {
  const at = (desk: Desk) =>
    sql`(r.desk = ${desk} and r.desk_org_path <@ any(${scopeUnder(ctx, deskPermission[desk])}::ltree[]))`;
  const { accountId, personId } =
    ctx.actor.kind === 'person' ? ctx.actor : { accountId: null, personId: null };
  return sql<boolean>`(${at('branch')} or ${at('town')} or ${at('discipline')} or ${at('committee')})
    and r.about_account_id is distinct from ${accountId ?? nobody}::uuid
    and r.about_person_id is distinct from ${personId ?? nobody}::uuid
    and r.person_id <> ${personId ?? nobody}::uuid
    and (r.appealed_on is null or r.due_on is null or r.answered_by is distinct from ${accountId ?? nobody}::uuid)`;
}

const nobody = '00000000-0000-0000-0000-000000000000';
