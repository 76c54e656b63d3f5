/** Transfers of the demo town: one finished, one on its way, one whose letter ran out; by the acts that people use. */
import type { Ctx } from '../kernel/ctx.ts';
import { applyForTransfer, moveTransfer } from '../modules/transfers/actions.ts';
import * as store from '../modules/transfers/store.ts';
import type { DemoTown } from './town.ts';

/** Days before today; `receivedAfter`: days from the application. */
type Story = {
  from: string;
  nth: number;
  to: string;
  reason: string;
  ago: number;
  holds: number;
  receivedAfter?: number;
};

const stories: readonly Story[] = [
  {
    from: '东沟村支部',
    nth: 5,
    to: '石桥村支部',
    reason: '婚后迁居石桥村',
    ago: 60,
    holds: 10,
    receivedAfter: 4,
  },
  { from: '白杨村支部', nth: 6, to: '柳树村支部', reason: '返乡定居柳树村', ago: 3, holds: 10 },
  { from: '松林村支部', nth: 4, to: '南坪村支部', reason: '承包南坪村果园', ago: 20, holds: 10 },
];

export async function fillTransfers(ctx: Ctx, town: Pick<DemoTown, 'orgs' | 'members'>): Promise<void> {
  const org = (name: string) => town.orgs.get(name) ?? '';
  for (const { from, nth, to, reason, ago, holds, receivedAfter } of stories) {
    const appliedOn = ctx.today.subtract({ days: ago });
    const at = (days: number): Ctx => onDay(ctx, appliedOn.add({ days }));
    const { id } = await applyForTransfer(at(0), {
      personId: town.members.get(from)?.[nth] ?? '',
      direction: 'within',
      toOrgId: org(to),
      sameCity: true,
      reason,
      appliedOn: appliedOn.toString(),
    });
    await moveOn(at(1), id, 'issue', {
      issuedOn: appliedOn.add({ days: 1 }).toString(),
      validUntil: appliedOn.add({ days: 1 + holds }).toString(),
      duesPaidTo: appliedOn.toPlainYearMonth().toString(),
    });
    if (receivedAfter)
      await moveOn(at(receivedAfter), id, 'receive', {
        arrivedOn: appliedOn.add({ days: receivedAfter }).toString(),
      });
  }
}

async function moveOn(
  ctx: Ctx,
  id: string,
  key: 'issue' | 'receive',
  brought: Parameters<typeof moveTransfer>[2]['brought'],
): Promise<void> {
  const version = (await store.find(ctx, id))?.version ?? 0;
  await moveTransfer(ctx, key, { id, version, ...(brought && { brought }) });
}

/** That day, in the name of the office that issues the letters. */
function onDay(ctx: Ctx, today: Temporal.PlainDate): Ctx {
  const now = ctx.now.subtract({ hours: 24 * today.until(ctx.today).days });
  return { ...ctx, today, now, actor: { kind: 'system', name: '许春燕' } };
}
