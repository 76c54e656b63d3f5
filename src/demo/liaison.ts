/** Liaison points and pairs of the demo town: visited, late, with needs done and open; one village still without a leader. */
import type { Ctx } from '../kernel/ctx.ts';
import { assignLeader, pairBranches, pairHousehold } from '../modules/liaison/pairing.ts';
import * as store from '../modules/liaison/store.ts';
import { recordVisit, settleNeed, type Visit } from '../modules/liaison/visits.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'members'>;

type Story = {
  /** Who keeps in touch, by branch and place in it, with what. */
  branch: string;
  nth: number;
  by: string;
  with: { village: string } | { branch: string } | { household: string };
  visits: readonly {
    monthsAgo: number;
    note: string;
    need?: Omit<NonNullable<Visit['need']>, 'dueOn'> & { done?: string };
  }[];
};

const began = 11;

const stories: readonly Story[] = [
  {
    branch: '机关支部',
    nth: 0,
    by: '周明远',
    with: { village: '柳树村' },
    visits: [
      {
        monthsAgo: 4,
        note: '看茶园，开座谈会',
        need: {
          kind: 'funds',
          wanted: '茶园作业路缺材料款',
          handler: '镇财政所',
          done: '材料款已拨，路已铺通',
        },
      },
      {
        monthsAgo: 1,
        note: '走访四户，问冬季用水',
        need: { kind: 'daily', wanted: '三组水管要防冻', handler: '村委会' },
      },
    ],
  },
  {
    branch: '机关支部',
    nth: 1,
    by: '林静',
    with: { village: '石桥村' },
    visits: [{ monthsAgo: 2, note: '参加主题党日，听支部意见' }],
  },
  {
    branch: '机关支部',
    nth: 3,
    by: '纪立新',
    with: { village: '东沟村' },
    visits: [{ monthsAgo: 8, note: '看村务公开栏' }],
  },
  { branch: '机关支部', nth: 4, by: '钱丽华', with: { village: '南坪村' }, visits: [] },
  {
    branch: '机关支部',
    nth: 5,
    by: '秦文',
    with: { branch: '松林村支部' },
    visits: [
      {
        monthsAgo: 3,
        note: '联合上党课',
        need: {
          kind: 'education',
          wanted: '党员学习缺投影设备',
          handler: '机关支部',
          done: '调剂投影一台，已装好',
        },
      },
    ],
  },
  {
    branch: '柳树村支部',
    nth: 2,
    by: '罗守田',
    with: { household: '游田生' },
    visits: [{ monthsAgo: 7, note: '帮着收茶，约好学剪枝' }],
  },
  {
    branch: '柳树村支部',
    nth: 14,
    by: '柳大山',
    with: { household: '邬小满' },
    visits: [
      {
        monthsAgo: 1,
        note: '送去菌种，看了大棚',
        need: { kind: 'daily', wanted: '大棚薄膜要换', handler: '经合社' },
      },
    ],
  },
];

export async function fillLiaison(ctx: Ctx, town: Town): Promise<void> {
  for (const story of stories) {
    const { id } = await pair(onDay(ctx, began, '许春燕'), story, town);
    for (const { monthsAgo, note, need } of story.visits) {
      const then = onDay(ctx, monthsAgo, story.by);
      await recordVisit(then, await get(ctx, id), {
        on: then.today.toString(),
        note,
        ...(need && {
          need: {
            kind: need.kind,
            wanted: need.wanted,
            handler: need.handler,
            dueOn: then.today.add({ months: 2 }).toString(),
          },
        }),
      });
      if (need?.done) await settle(onDay(ctx, monthsAgo - 1, story.by), id, need.done);
    }
  }
}

function pair(ctx: Ctx, story: Story, town: Town): Promise<{ id: string }> {
  const term = { since: ctx.today.toString(), until: ctx.today.add({ years: 2 }).toString() };
  const personId = town.members.get(story.branch)?.[story.nth] ?? '';
  const orgAt = (name: string) => town.orgs.get(name) ?? '';
  if ('village' in story.with)
    return assignLeader(ctx, { personId, villageId: orgAt(story.with.village), ...term });
  if ('branch' in story.with)
    return pairBranches(ctx, {
      personId,
      orgId: orgAt(story.branch),
      toOrgId: orgAt(story.with.branch),
      ...term,
    });
  return pairHousehold(ctx, { personId, household: story.with.household, ...term });
}

async function settle(ctx: Ctx, id: string, result: string): Promise<void> {
  const row = await get(ctx, id);
  const need = (await store.listNeeds(ctx, id)).find(({ state }) => state === 'open');
  if (!need) throw new Error('the demo lost a need');
  await settleNeed(ctx, row, { needId: need.id, state: 'done', on: ctx.today.toString(), result });
}

async function get(ctx: Ctx, id: string): Promise<store.PairRow> {
  const row = await store.find(ctx, id);
  if (!row) throw new Error('the demo lost a pair');
  return row;
}

/** So many months ago, in the name of whoever acts. */
function onDay(ctx: Ctx, monthsAgo: number, by: string): Ctx {
  const today = ctx.today.subtract({ months: monthsAgo });
  const now = ctx.now.subtract({ hours: 24 * today.until(ctx.today).days });
  return { ...ctx, today, now, actor: { kind: 'system', name: by } };
}
