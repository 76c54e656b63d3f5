/** What waits in dues: months to collect, classes to say, requests, money on the way; and for members their own months. */
import { scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import { findMember } from '../members/facade.ts';
import { arrearsFrom, localOf, readAccount } from './accounts.ts';
import { listUndeclared } from './declaring.ts';
import { arrearsOf, monthText, yuan } from './rules.ts';
import * as store from './store.ts';

/** One item a branch, never one a person: names stay in the branch's own list. */
const toCollect: WorkSource = {
  permission: 'dues.collect',
  async list(ctx) {
    const branches = await listBranches(ctx, ctx.scope);
    const month = ctx.today.with({ day: 1 });
    const rows = await readAccount(
      ctx,
      { paths: ctx.scope },
      { first: month, last: month, local: await localOf(ctx, ctx.scope[0] ?? '') },
    );
    const undeclared = await listUndeclared(ctx, ctx.scope);
    return branches.flatMap((branch): WorkItem[] => {
      const open = rows.filter(
        (row) => row.nowOrgId === branch.id && row.dueFen > 0 && row.paidFen === null,
      ).length;
      const unsaid = undeclared.filter((one) => one.orgId === branch.id).length;
      const item = {
        path: `/dues/collection/${branch.id}`,
        orgName: branch.shortName,
        late: false,
        waitsFor: 'me' as const,
      };
      return [
        ...(open > 0
          ? [
              {
                ...item,
                key: 'dues.collect',
                params: { month: monthText(month), count: open },
                dueOn: month.add({ months: 1 }).subtract({ days: 1 }),
              },
            ]
          : []),
        ...(unsaid > 0 ? [{ ...item, key: 'dues.declare', params: { count: unsaid }, dueOn: null }] : []),
      ];
    });
  },
};

/** Requests that the branch studies or answers, and reductions that the town decides. */
const openRequests: WorkSource = {
  permission: 'dues.read',
  async list(ctx) {
    const rows = await store.listRequests(ctx, { paths: ctx.scope, open: true });
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.flatMap((row): WorkItem[] => {
      const permission = row.kind === 'reduction' && row.state === 'studied' ? 'dues.grant' : 'dues.study';
      const mine = scopeUnder(ctx, permission).some(
        (path) => row.orgPath === path || row.orgPath.startsWith(`${path}.`),
      );
      return [
        {
          key: `dues.${row.kind}_${row.state}`,
          params: {},
          path: '/dues/requests',
          orgName: names.get(row.orgId)?.shortName ?? '',
          dueOn: row.answerDueOn,
          late: row.answerDueOn !== null && Temporal.PlainDate.compare(row.answerDueOn, ctx.today) < 0,
          waitsFor: mine ? 'me' : permission,
        },
      ];
    });
  },
};

const onTheWay: WorkSource = {
  permission: 'dues.receive',
  async list(ctx) {
    const rows = await store.listHandingsUp(ctx, { paths: ctx.scope, open: true });
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.map((row) => ({
      key: 'dues.confirm',
      params: { yuan: yuan(row.fen) },
      path: '/dues',
      orgName: names.get(row.orgId)?.shortName ?? '',
      dueOn: row.on,
      late: false,
      waitsFor: 'me',
    }));
  },
};

/** Months of the past that the reader has open; nobody else is told by this. */
const ownMonths: WorkSource = {
  permission: 'dues.own',
  async list(ctx) {
    const member = await ownMember(ctx);
    if (!member) return [];
    const local = await localOf(ctx, member.orgPath);
    const rows = await readAccount(
      ctx,
      { personId: member.id },
      { first: arrearsFrom(ctx.today), last: ctx.today.with({ day: 1 }), local },
    );
    const { months, fen } = arrearsOf(rows, ctx.today, local);
    if (months === 0) return [];
    return [
      {
        key: 'dues.own_months',
        params: { count: months, yuan: yuan(fen) },
        path: '/own-dues',
        orgName: '',
        dueOn: null,
        late: false,
        waitsFor: 'me',
      },
    ];
  },
};

async function ownMember(ctx: Ctx) {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  return personId ? findMember(ctx, personId) : undefined;
}

export const duesWork: readonly WorkSource[] = [toCollect, openRequests, onTheWay, ownMonths];
