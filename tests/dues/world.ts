/** What the tests of dues share: members of a branch whose class has been said, and a tap on the phone. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { duesApi } from '../../src/modules/dues/api.ts';
import type { DuesClass } from '../../src/modules/dues/choices.ts';
import { enterMembers } from '../meetings/world.ts';
import type { Person, Place, Town } from '../support/town.ts';

/** Members on the roll since 2020, paying from January 2026 as farmers. */
export async function payers(town: Town, names: string[], at: Place = '柳树村支部'): Promise<string[]> {
  const ids = await enterMembers(town, names, { at });
  const who = at === '石桥村支部' ? '石支书' : '柳支书';
  const { status, problem } = await town.call(who, duesApi.declareRest, {
    orgId: town.orgs[at].id,
    class: 'farmer',
    fromMonth: '2026-01',
    evidence: '支部核定',
  });
  assert.equal(status, 200, JSON.stringify(problem));
  return ids;
}

export async function declare(
  town: Town,
  personId: string,
  as: { class: DuesClass; baseFen?: number; fromMonth?: string },
) {
  return town.call('柳支书', duesApi.declareBase, {
    personId,
    class: as.class,
    ...(as.baseFen !== undefined && { baseFen: as.baseFen }),
    fromMonth: as.fromMonth ?? '2026-01',
    evidence: '工资条',
  });
}

export function tap(
  personId: string,
  months: string[],
  more: { amountFen?: number; tapId?: string; paidAt?: string } = {},
) {
  return {
    tapId: more.tapId ?? randomUUID(),
    personId,
    months,
    method: 'cash' as const,
    paidAt: more.paidAt ?? '2026-11-20T04:00:00Z',
    ...(more.amountFen !== undefined && { amountFen: more.amountFen }),
  };
}

export async function collect(
  town: Town,
  taps: ReturnType<typeof tap>[],
  options: { who?: Person; at?: Place } = {},
) {
  const answer = await town.call(options.who ?? '柳支书', duesApi.collectDues, {
    orgId: town.orgs[options.at ?? '柳树村支部'].id,
    month: '2026-11',
    taps,
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.problem));
  return answer.body;
}

export async function cashOf(town: Town, at: Place = '柳树村支部'): Promise<number> {
  const { body } = await town.call('钱会计', duesApi.getLedger, { org: town.orgs[at].id });
  return body.cashFen;
}

/** Everything in the books sums to zero, entry by entry. */
export async function requireBalance(town: Town): Promise<void> {
  const rows = await town.owner
    .selectFrom('dues_lines')
    .select((eb) => ['entry_id', eb.fn.sum<string>('fen').as('fen')])
    .groupBy('entry_id')
    .execute();
  assert.ok(
    rows.every((row) => Number(row.fen) === 0),
    'an entry does not balance',
  );
}
