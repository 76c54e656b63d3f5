/** The roll as a roster: exactly the people that a list shows, with whole numbers, recorded for each of them. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Download } from '../../kernel/http/bind.ts';
import { nameOf } from '../organizations/facade.ts';
import { listShown, type ListRequest } from './queries.ts';
import { writeRosterSheet } from './roster-sheets.ts';
import type { RosterValues } from './roster-values.ts';
import * as store from './store.ts';
import { valuesOf } from './values-of.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function exportMembers(ctx: Ctx, input: Omit<ListRequest, 'page'>): Promise<Download> {
  const ids = await listShown(ctx, input);
  const shown = new Set(ids);
  const order = new Map(ids.map((id, i) => [id, i]));
  const people = (await store.listBelow(ctx, ctx.scope)).filter((person) => shown.has(person.id));
  people.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const names = await nameOf(
    ctx,
    people.map((person) => person.orgId),
    ctx.today,
  );
  const rows = people.map((person): RosterValues => ({
    ...valuesOf(ctx, person),
    branch: names.get(person.orgId)?.name ?? '',
  }));
  const [path = ''] = ctx.scope;
  await record(ctx, {
    event: 'members.exported',
    ...(await scopeOrganization(ctx, path)),
    after: { ...input, people: people.length },
  });
  const body = Buffer.from(await writeRosterSheet(rows, { sheetName: '党员名册' }));
  return new Download({ name: `党员名册-${ctx.today.toString()}.xlsx`, type: xlsxType, body });
}

async function scopeOrganization(ctx: Ctx, path: string): Promise<{ org?: { id: string; path: string } }> {
  const { rows } = await sql<{
    id: string;
  }>`select id from organizations where path = ${path}::ltree`.execute(ctx.tx);
  const [org] = rows;
  return org ? { org: { id: org.id, path } } : {};
}
