/** Alliances of the demo town: of villages, with a firm, with a community; one still to be signed; and the year of two pairs. */
import { sql } from 'kysely';
import { everywhere, type Ctx } from '../kernel/ctx.ts';
import { draftAlliance, signAlliance, type Draft } from '../modules/joint-building/agreement.ts';
import { putForward } from '../modules/joint-building/disclosures.ts';
import { listHeld, nameMeeting } from '../modules/joint-building/joint-meetings.ts';
import { alliancePartnerships } from '../modules/joint-building/partnerships.ts';
import * as projectStore from '../modules/joint-building/project-store.ts';
import { addMoney, addProject } from '../modules/joint-building/projects.ts';
import * as store from '../modules/joint-building/store.ts';
import { pairPartnerships } from '../modules/liaison/partnerships.ts';
import type { PartnershipSource } from '../modules/partnerships/facade.ts';
import { addItem, makePlan, reviewPlan, settleItem } from '../modules/partnerships/plans.ts';
import * as planStore from '../modules/partnerships/store.ts';
import { giveSupport } from '../modules/partnerships/support.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs'>;

type Item = { task: string; who: string; done?: string };
type Plan = { by: string; purposes: string; meetingsMeant?: number; items: [Item, ...Item[]] };

type Story = Pick<Draft, 'kind' | 'title' | 'tasks' | 'outside' | 'fundFen' | 'fundSource'> & {
  lead: string;
  others: readonly string[];
  /** Who signs for each partner, in their order; fewer than partners leaves a draft. */
  signers: readonly string[];
  monthsAgo: number;
  plan?: Plan;
};

const stories: readonly Story[] = [
  {
    kind: 'village_village',
    title: '柳树村、石桥村茶叶联建',
    tasks: '统一采摘标准，合用炒茶设备，轮流组织党员现场学技术。',
    lead: '柳树村',
    others: ['石桥村', '柳树茶叶社'],
    signers: ['柳大山', '石长河', '茶叶社理事长'],
    monthsAgo: 9,
    plan: {
      by: '柳大山',
      purposes: '把两村春茶一起卖出去，把石桥村的老茶园改好。',
      meetingsMeant: 4,
      items: [
        { task: '两村合办春茶品鉴会', who: '柳树村委会', done: '四月办成，签单十二份' },
        { task: '石桥村老茶园改造二十亩', who: '石桥村委会' },
      ],
    },
  },
  {
    kind: 'village_firm',
    title: '南坪村、清河竹器厂联建',
    tasks: '村里供竹，厂里教编，合建竹编工坊，带动留守妇女就业。',
    fundFen: 60_000_00,
    fundSource: '企业出资、村集体配套',
    lead: '南坪村',
    others: ['清河竹器'],
    signers: ['聂长贵', '竹器厂负责人'],
    monthsAgo: 10,
    plan: {
      by: '聂长贵',
      purposes: '工坊开工，二十人学会编织。',
      items: [{ task: '办两期竹编培训', who: '清河竹器厂', done: '两期共二十六人结业' }],
    },
  },
  {
    kind: 'village_community',
    title: '白杨村、东门社区联建',
    tasks: '社区代销村里蔬菜，村里接待社区党员体验农事。',
    outside: { name: '县城东门社区', side: 'community', contact: '社区党建办公室' },
    lead: '白杨村',
    others: [],
    signers: ['白玉林', '东门社区书记'],
    monthsAgo: 8,
    plan: {
      by: '白玉林',
      purposes: '每月两次进社区卖菜，秋收时接待一次。',
      items: [{ task: '社区门口设直销点', who: '东门社区', done: '五月起每周六开' }],
    },
  },
  {
    kind: 'village_village',
    title: '松林村、石桥村水渠联建',
    tasks: '共管一条水渠，春天一起清淤，轮流看水。',
    lead: '松林村',
    others: ['石桥村'],
    signers: ['宋春生'],
    monthsAgo: 0,
  },
];

export async function fillJointBuilding(ctx: Ctx, town: Town): Promise<void> {
  for (const story of stories) {
    const id = await ally(ctx, story, town);
    if (story.plan) await planYear(ctx, alliancePartnerships, id, story.plan);
    if (story.kind === 'village_firm') await buildWorkshop(ctx, id);
    if (story.lead === '柳树村') await meetAndTell(ctx, id);
  }
  await keepPairs(ctx);
}

async function ally(ctx: Ctx, story: Story, town: Town): Promise<string> {
  const then = onDay(ctx, story.monthsAgo, story.signers[0] ?? '');
  const orgAt = (name: string) => town.orgs.get(name) ?? '';
  const { kind, title, tasks, outside, fundFen, fundSource } = story;
  const { id } = await draftAlliance(then, {
    kind,
    title,
    tasks,
    outside,
    fundFen,
    fundSource,
    leadId: orgAt(story.lead),
    partnerIds: story.others.map(orgAt),
    since: then.today.toString(),
    until: then.today.add({ years: 3 }).toString(),
  });
  for (const [place, partner] of (await store.listPartners(ctx, [id])).entries()) {
    const signer = story.signers[place];
    if (signer)
      await signAlliance(then, await get(then, id), {
        partnerId: partner.id,
        signer,
        on: then.today.toString(),
      });
  }
  return id;
}

/** A plan of the day's year, made when it began or at the year's first; what is done was done a month ago or today. */
async function planYear(ctx: Ctx, source: PartnershipSource, id: string, plan: Plan): Promise<void> {
  const { year } = ctx.today;
  const due = { dueOn: `${year}-12-20` };
  const [first, ...more] = plan.items;
  const then = onDay(ctx, Math.min(7, ctx.today.month - 1), plan.by);
  await source(then, id, 'keep', async (inner, of) => {
    const { purposes, meetingsMeant } = plan;
    await makePlan(inner, of, {
      year,
      purposes,
      meetingsMeant,
      first: { task: first.task, who: first.who, ...due },
    });
    for (const { task, who } of more) await addItem(inner, of, { year, task, who, ...due });
  });
  const done = new Map(plan.items.flatMap((item) => (item.done ? [[item.task, item.done]] : [])));
  const later = onDay(ctx, Math.min(1, ctx.today.month - 1), plan.by);
  await source(later, id, 'keep', async (inner, of) => {
    const [planned] = await planStore.listPlans(inner, { type: of.type, ids: [of.id] });
    for (const item of await planStore.listItems(inner, planned ? [planned.id] : [])) {
      const outcome = done.get(item.task);
      if (outcome)
        await settleItem(inner, of, {
          itemId: item.id,
          state: 'done',
          on: inner.today.toString(),
          outcome,
        });
    }
  });
}

async function buildWorkshop(ctx: Ctx, id: string): Promise<void> {
  const then = onDay(ctx, 3, '聂长贵');
  const on = then.today.toString();
  const row = await get(then, id);
  await addProject(then, row, { title: '竹编工坊', on });
  const [project] = await projectStore.listProjects(then, id);
  if (!project) throw new Error('the demo lost a project');
  const money = { projectId: project.id, on };
  await addMoney(then, row, {
    ...money,
    direction: 'source',
    what: '清河竹器厂出资',
    amountFen: 40_000_00,
  });
  await addMoney(then, row, { ...money, direction: 'source', what: '村集体配套', amountFen: 20_000_00 });
  await addMoney(then, row, { ...money, direction: 'use', what: '厂房修缮', amountFen: 35_500_00 });
  const now = onDay(ctx, 0, '聂长贵');
  await alliancePartnerships(now, id, 'keep', (inner, of) =>
    giveSupport(inner, of, {
      kind: 'funds',
      given: '党员活动室添置桌椅',
      giver: '青江县清河竹器厂',
      amountFen: 8_000_00,
      on: inner.today.toString(),
      proof: '收据第0012号',
    }),
  );
}

/** The newest meeting that a partner held is a joint one; the agreement is put forward for the notice board. */
async function meetAndTell(ctx: Ctx, id: string): Promise<void> {
  const row = await get(ctx, id);
  const { found } = await listHeld(ctx, row, everywhere);
  const [newest] = found;
  if (newest) await nameMeeting(ctx, row, { meetingId: newest.id, kept: everywhere });
  await putForward(onDay(ctx, 0, '柳大山'), row);
}

/** The leader of 柳树村 has a plan; the branch that helps 松林村 has reviewed its year. */
async function keepPairs(ctx: Ctx): Promise<void> {
  await planYear(ctx, pairPartnerships, await pairOf(ctx, 'leader', '周明远'), {
    by: '周明远',
    purposes: '帮柳树村把茶园路和冬季用水解决好。',
    meetingsMeant: 6,
    items: [{ task: '协调茶园作业路材料款', who: '周明远', done: '材料款到位，路已铺通' }],
  });
  const pair = await pairOf(ctx, 'branch', '秦文');
  await planYear(ctx, pairPartnerships, pair, {
    by: '秦文',
    purposes: '每季联合上一次党课，帮松林村建好党员学习室。',
    meetingsMeant: 4,
    items: [{ task: '联合上党课', who: '机关支部', done: '已上四次，共六十人次' }],
  });
  const today = onDay(ctx, 0, '秦文');
  await pairPartnerships(today, pair, 'keep', async (inner, of) => {
    const on = inner.today.toString();
    await giveSupport(inner, of, {
      kind: 'education',
      given: '党员学习用投影一台',
      giver: '机关支部',
      on,
      proof: '交接单一份',
    });
    await reviewPlan(inner, of, {
      year: inner.today.year,
      on,
      review: '党课按季上完，投影到位；学习室书少，明年补。',
    });
  });
}

async function pairOf(ctx: Ctx, kind: 'leader' | 'branch', person: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from liaison_pairs where kind = ${kind} and person_name = ${person}
  `.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error('the demo lost a pair');
  return row.id;
}

async function get(ctx: Ctx, id: string): Promise<store.AllianceRow> {
  const row = await store.find(ctx, id);
  if (!row) throw new Error('the demo lost an alliance');
  return row;
}

/** So many months ago, in the name of whoever acts. */
function onDay(ctx: Ctx, monthsAgo: number, by: string): Ctx {
  const today = ctx.today.subtract({ months: monthsAgo });
  const now = ctx.now.subtract({ hours: 24 * today.until(ctx.today).days });
  return { ...ctx, today, now, actor: { kind: 'system', name: by } };
}
