/** The end of probation, as the body decided it elsewhere: conversion on its own day, or the membership revoked. */
import { record } from '../../kernel/audit/record.ts';
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import { refuseAll, Refusal, stale } from '../../kernel/refusal.ts';
import * as store from './store.ts';

type Decided = { id: string; on: Temporal.PlainDate; reference: string; reason?: string };

/** Full member from `on`; that is the day after the probation's last, however late the approval came (党章 art. 7). */
export function convertMember(ctx: Ctx, decided: Decided): Promise<void> {
  return enterDecided(ctx, 'converted', decided);
}

/** The membership on probation ends on `on` (党章 art. 7). */
export function revokeProbation(ctx: Ctx, decided: Decided): Promise<void> {
  return enterDecided(ctx, 'probation_revoked', decided);
}

async function enterDecided(
  ctx: Ctx,
  event: 'converted' | 'probation_revoked',
  { id, on, reference, reason }: Decided,
): Promise<void> {
  const person = await store.lock(ctx, id);
  if (!person || !isInScope(ctx.scope, person.orgPath)) throw new Refusal('not_found', { status: 404 });
  const eventKey = `members.event.${event}`;
  if (person.status !== 'active') {
    const params = { eventKey, statusKey: `members.status.${person.status}` };
    refuseAll([{ code: 'members.event_not_now', params }], 409);
  }
  if (person.kind !== 'probationary')
    refuseAll(
      [{ code: 'members.event_other_kind', params: { eventKey, kindKey: 'members.kind.full' } }],
      409,
    );
  await store.insertEvents(ctx, [
    {
      personId: person.id,
      orgId: person.orgId,
      orgPath: person.orgPath,
      event,
      on: { date: on, precision: 'day' },
      reason,
      reference,
    },
  ]);
  await store.restate(ctx, [person.id]);
  if ((await store.raiseVersion(ctx, person.id, person.version)) === undefined) throw stale();
  await record(ctx, {
    event: 'members.standing_changed',
    org: { id: person.orgId, path: person.orgPath },
    subject: { type: 'member', id: person.id },
    before: { status: person.status, kind: person.kind },
    after: { event, on: on.toString(), reference },
    ...(reason && { reason }),
  });
}
