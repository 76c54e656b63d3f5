/** Members of the demo town who are away: one in touch, one late, one not reached for long; and a guest. */
import type { Ctx } from '../kernel/ctx.ts';
import { recordContact, registerDeparture, registerGuest } from '../modules/mobile-members/actions.ts';
import type { DemoTown } from './town.ts';

const away = [
  { branch: '柳树村支部', by: '柳大山', nth: 7, place: '外省某市', months: 8, contacts: [5, 2] },
  { branch: '柳树村支部', by: '柳大山', nth: 9, place: '邻市开发区', months: 5, contacts: [4] },
  { branch: '石桥村支部', by: '石长河', nth: 6, place: '外省某县', months: 11, contacts: [] },
] as const;

export async function fillMobileMembers(ctx: Ctx, town: Pick<DemoTown, 'orgs' | 'members'>): Promise<void> {
  for (const { branch, by, nth, place, months, contacts } of away) {
    const members = town.members.get(branch) ?? [];
    const since = ctx.today.subtract({ months });
    const { id } = await registerDeparture(onDay(ctx, since, by), {
      personId: members[nth] ?? '',
      since: since.toString(),
      place,
      occupation: 'employment',
      contactPersonId: members[0] ?? '',
    });
    for (const ago of contacts) {
      const on = ctx.today.subtract({ months: ago });
      await recordContact(onDay(ctx, on, by), {
        id,
        on: on.toString(),
        way: 'phone',
        note: '近况平稳，已转达支部通知',
      });
    }
  }
  const since = ctx.today.subtract({ months: 4 });
  await registerGuest(onDay(ctx, since, '柯云'), {
    branchId: town.orgs.get('两新联合支部') ?? '',
    personName: '尤远道',
    since: since.toString(),
    place: '镇工业园',
    occupation: 'employment',
    counterpart: '外省某镇党委',
  });
}

/** That day, in the name of the branch's secretary. */
function onDay(ctx: Ctx, today: Temporal.PlainDate, by: string): Ctx {
  const now = ctx.now.subtract({ hours: 24 * today.until(ctx.today).days });
  return { ...ctx, today, now, actor: { kind: 'system', name: by } };
}
