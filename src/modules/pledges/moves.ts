/** The moves of a pledge: reviewed, sent back, proposed anew, taken back, ended. */
import { record } from '../../kernel/audit/record.ts';
import { personOf, type Ctx } from '../../kernel/ctx.ts';
import { takeDown } from '../../kernel/disclosure/naming.ts';
import { localValues } from '../../kernel/parameters.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { stale } from '../../kernel/refusal.ts';
import { requireVersion } from '../members/facade.ts';
import { ownPledges } from './access.ts';
import type { MoveKey } from './choices.ts';
import { tellBranch, tellMember } from './notices.ts';
import { pledgeProcedure, type PledgeFacts } from './procedure.ts';
import { pledgeParameters } from './rulebook.ts';
import { outcomeOf, requirePledgeable, type NewItem } from './rules.ts';
import * as store from './store.ts';

export function factsOf(ctx: Ctx, row: store.PledgeRow, items: readonly store.ItemRow[]): PledgeFacts {
  return {
    personId: row.personId,
    actorPersonId: personOf(ctx),
    itemsOpen: items.filter((item) => !outcomeOf(item)).length,
  };
}

/** Makes the move and what it implies. Refuses with every reason of the procedure; 409 when somebody was faster. */
export async function movePledge(
  ctx: Ctx,
  row: store.PledgeRow,
  key: MoveKey,
  given: { version: number; why?: string | undefined },
): Promise<void> {
  const items = await store.listItems(ctx, [row.id]);
  const { to } = requireMove(pledgeProcedure, key, row.state, factsOf(ctx, row, items), {
    holds: ownPledges.holdsAt(ctx, row),
    ...(given.why !== undefined && { why: given.why }),
  });
  requireVersion(row, given.version);
  if (!(await store.move(ctx, row, to))) throw stale();
  const why = given.why?.trim() || null;
  await store.addStep(ctx, row, { move: key, to, on: ctx.today, why });
  await record(ctx, {
    event: 'pledges.moved',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'pledge', id: row.id },
    before: { state: row.state },
    after: { move: key, state: to },
    ...(why && { reason: why }),
  });
  if (key === 'drop') await takeDown(ctx, store.namedBy(row));
  if (key === 'resubmit') await tellBranch(ctx, row, 'pledges.proposed');
  if (key === 'agree' || key === 'send_back' || key === 'drop') await tellMember(ctx, row, `pledges.${key}`);
}

/** What was sent back, with its items as they now read. */
export async function resubmit(
  ctx: Ctx,
  row: store.PledgeRow,
  given: { version: number; items: NewItem[] },
): Promise<void> {
  const local = await localValues(ctx, pledgeParameters, row.orgPath);
  requirePledgeable(given.items, { year: row.year, proposedOn: ctx.today, local });
  await movePledge(ctx, row, 'resubmit', given);
  await store.replaceItems(ctx, row, given.items);
}
