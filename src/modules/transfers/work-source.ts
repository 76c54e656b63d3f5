/** What waits for whom in transfers: a letter to issue, somebody to receive, a letter that has run out. */
import { sql } from 'kysely';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import type { Direction } from './choices.ts';

const most = 60;

type Open = {
  id: string;
  direction: Direction;
  name: string;
  orgId: string;
  orgPath: string;
  toOrgId: string | null;
  toOrgPath: string | null;
  state: 'applied' | 'issued';
  validUntil: Temporal.PlainDate | null;
};

export const transferWork: WorkSource = {
  permission: 'transfers.apply',
  async list(ctx) {
    const { rows } = await sql<Open>`
      select t.id, t.direction, t.person_name as name, t.org_id as "orgId", t.org_path as "orgPath", t.to_org_id as "toOrgId",
        t.to_org_path as "toOrgPath", t.state, l.valid_until as "validUntil"
      from membership_transfers t
      left join transfer_letters l on l.transfer_id = t.id and l.voided_on is null
      where t.state in ('applied', 'issued')
        and (t.org_path <@ any(${ctx.scope}::ltree[]) or t.to_org_path <@ any(${ctx.scope}::ltree[]))
      order by l.valid_until nulls first, t.id limit ${most}
    `.execute(ctx.tx);
    const names = await nameOf(
      ctx,
      rows.map((row) => row.toOrgId ?? row.orgId),
      ctx.today,
    );
    return rows.map((row) => itemOf(ctx, row, names.get(row.toOrgId ?? row.orgId)?.shortName ?? ''));
  },
};

/** The office issues, calls in and waits for the slip of another place; the receiving branch receives. */
function itemOf(ctx: Ctx, row: Open, orgName: string): WorkItem {
  const late = row.validUntil !== null && Temporal.PlainDate.compare(row.validUntil, ctx.today) < 0;
  const step =
    row.state === 'applied' ? 'issue' : late ? 'expired' : row.direction === 'out' ? 'slip' : 'receive';
  const atReceiver = step === 'receive' || (step === 'expired' && row.direction === 'in');
  return {
    key: `transfers.${step}`,
    params: { name: row.name },
    path: `/transfers/${row.id}`,
    orgName,
    dueOn: row.validUntil,
    late,
    waitsFor: atReceiver
      ? isOfBranch(ctx, row.toOrgPath ?? row.orgPath)
        ? 'me'
        : 'role.village_secretary'
      : isInScope(scopeUnder(ctx, 'transfers.issue'), row.orgPath)
        ? 'me'
        : 'transfers.issue',
  };
}

/** A secretary of the branch or its village; the office may help but it is not its work. */
function isOfBranch(ctx: Ctx, path: string): boolean {
  const { actor } = ctx;
  if (actor.kind !== 'person') return false;
  const secretaries = actor.grants.filter((grant) => grant.role === 'village_secretary');
  return isInScope(
    secretaries.map((grant) => grant.orgPath),
    path,
  );
}
