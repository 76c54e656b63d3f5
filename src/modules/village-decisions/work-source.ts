/** What waits for the reader in the cases of the villages. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { moveMessageKey } from '../../kernel/procedure/procedure.ts';
import { nameOf } from '../organizations/facade.ts';
import { supplementDueOn } from './acting-first.ts';
import { codeOf } from './actions.ts';
import { type CaseFile, readFile } from './case-file.ts';
import { explainCase } from './case-view.ts';
import { holdsAt } from './moves.ts';
import { fourDiscussions } from './procedure.ts';
import * as store from './store.ts';

/** More than anybody has under way; the list of cases has them all. */
const most = 40;

export const villageDecisionWork: WorkSource = {
  permission: 'village_decisions.count',
  async list(ctx) {
    const { rows } = await sql<{ id: string }>`
      select id from village_decision_cases
      where state not in ('archived', 'withdrawn') and org_path <@ any(${ctx.scope}::ltree[])
      order by state_since limit ${most}
    `.execute(ctx.tx);
    const items: WorkItem[] = [];
    for (const { id } of rows) {
      const row = await store.find(ctx, id);
      if (row) items.push(...(await itemsOf(ctx, await readFile(ctx, row))));
    }
    return items;
  },
};

async function itemsOf(ctx: Ctx, file: CaseFile): Promise<WorkItem[]> {
  const { row } = file;
  const holds = holdsAt(ctx, row.orgPath);
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const item = {
    path: `/village-decisions/${row.id}`,
    orgName: names.get(row.orgId)?.shortName ?? '',
    dueOn: null,
    late: false,
  };
  const params = { caseCode: codeOf(row), title: row.title };
  const items: WorkItem[] = [];
  const { next } = explainCase(ctx, file);
  if (next) {
    // The first day on which it can be: work that waits for a day is not yet the reader's.
    const from = next.because.find((reason) => reason.possibleFrom)?.possibleFrom;
    const owed = supplementDueOn(row);
    const canFrom = from ? Temporal.PlainDate.from(from) : null;
    items.push({
      ...item,
      key: owed ? 'village_decisions.supplement' : 'village_decisions.next',
      params: { ...params, moveKey: moveMessageKey(fourDiscussions.key, next.move) },
      dueOn: owed ?? canFrom,
      late: owed !== undefined && Temporal.PlainDate.compare(owed, ctx.today) < 0,
      waitsFor: holds(next.permission) ? 'me' : next.permission,
    });
  }
  const onPaper = file.meetings.find(
    (meeting) => meeting.method === 'paper' && meeting.yes === null && !meeting.setAsideAt,
  );
  if (onPaper && holds('village_decisions.count'))
    items.push({ ...item, key: 'village_decisions.count', params, waitsFor: 'me' });
  if (row.state === 'result_published' && !row.supervisedOn && holds('village_decisions.supervise'))
    items.push({ ...item, key: 'village_decisions.supervise', params, waitsFor: 'me' });
  return items;
}
