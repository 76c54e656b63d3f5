/** Who hears of what: the person of every step, and whoever has to do the next one. Titles and mails say nothing of the matter. */
import type { Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';

type Of = { id: string; personId: string; orgPath: string };

export async function tellPerson(ctx: Ctx, { personId }: Of): Promise<void> {
  const own = (await accountsOfPersons(ctx, [personId])).get(personId);
  // Without a subject: who was reached is nobody else's to read.
  if (own) await notify(ctx, [own], { key: 'dispositions.own', path: '/own-dispositions' });
}

export async function tellNext(ctx: Ctx, of: Of, roles: readonly string[]): Promise<void> {
  const own = (await accountsOfPersons(ctx, [of.personId])).get(of.personId);
  const next = (await accountsWithRole(ctx, roles, of.orgPath)).filter((account) => account !== own);
  await notify(ctx, next, { key: 'dispositions.next', path: `/dispositions/${of.id}` });
}
