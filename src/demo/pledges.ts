/** Pledges of the demo town: evaluated, under way, to review, and one of the member who signs in; by the acts that people use. */
import type { Ctx } from '../kernel/ctx.ts';
import { approve, publish, review } from '../kernel/disclosure/publications.ts';
import { evaluateItem, proposePledge, reportItem } from '../modules/pledges/actions.ts';
import { putPledgesForward } from '../modules/pledges/disclosures.ts';
import { movePledge } from '../modules/pledges/moves.ts';
import * as store from '../modules/pledges/store.ts';
import type { DemoTown } from './town.ts';

type Story = {
  branch: string;
  by: string;
  nth: number;
  text: string;
  beneficiaries?: string;
  consent: boolean;
  /** Its day as a share of the year so far; the end of the year unless told. */
  due?: number;
  /** How far it has come. */
  until: 'proposed' | 'agreed' | 'reported' | 'done' | 'partly';
};

const stories: readonly Story[] = [
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 5,
    text: '带两户学会茶园修剪和管护',
    beneficiaries: '三组农户',
    consent: true,
    until: 'done',
  },
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 6,
    text: '每月清理一次村口到学校的水沟',
    consent: true,
    until: 'reported',
  },
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 8,
    text: '帮独居老人办好三次进城看病',
    beneficiaries: '五组老人',
    consent: false,
    until: 'partly',
  },
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 10,
    text: '组织一次防火巡查',
    due: 0.9,
    consent: true,
    until: 'agreed',
  },
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 11,
    text: '修好自家门前的路灯',
    consent: true,
    until: 'proposed',
  },
  { branch: '石桥村支部', by: '石长河', nth: 10, text: '调解两起地界纠纷', consent: true, until: 'done' },
  {
    branch: '石桥村支部',
    by: '石长河',
    nth: 8,
    text: '教会邻里用手机缴医保',
    consent: false,
    until: 'agreed',
  },
];

export async function fillPledges(ctx: Ctx, town: Pick<DemoTown, 'orgs' | 'members'>): Promise<void> {
  const { year } = ctx.today;
  // Early in a year everything still lies within it.
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const days = first.until(ctx.today).days;
  const at = (share: number, by: string): Ctx =>
    onDay(ctx, first.add({ days: Math.floor(days * share) }), by);
  for (const story of stories) await tell(story, town, (share) => at(share, story.by));
  const { publicationId } = await putPledgesForward(at(0.4, '柳大山'), {
    orgId: town.orgs.get('柳树村支部') ?? '',
    year,
  });
  await review(at(0.4, '许春燕'), publicationId, '');
  await approve(at(0.4, '林静'), publicationId);
  await publish(at(0.4, '柳大山'), publicationId);
}

async function tell(
  { branch, nth, text, beneficiaries, due, consent, until }: Story,
  town: Pick<DemoTown, 'members'>,
  at: (share: number) => Ctx,
): Promise<void> {
  const begun = at(0.1);
  const dueOn = due === undefined ? begun.today.with({ month: 12, day: 20 }) : at(due).today;
  const { id } = await proposePledge(begun, {
    personId: town.members.get(branch)?.[nth] ?? '',
    year: begun.today.year,
    items: [{ text, beneficiaries, dueOn: dueOn.toString() }],
    consent,
    on: begun.today.toString(),
  });
  if (until === 'proposed') return;
  const now = async () => {
    const row = await store.find(begun, id);
    if (!row) throw new Error('the demo lost a pledge');
    return row;
  };
  const agreed = await now();
  await movePledge(at(0.2), agreed, 'agree', agreed);
  if (until === 'agreed') return;
  const reported = await now();
  const on = at(0.6).today.toString();
  await reportItem(at(0.6), reported, {
    version: reported.version,
    itemNo: 1,
    on,
    text: '已做完，支部可以核实',
  });
  if (until === 'reported') return;
  const judged = await now();
  await evaluateItem(at(0.8), judged, {
    version: judged.version,
    itemNo: 1,
    outcome: until,
    text: until === 'partly' ? '做了两次，还差一次' : '支委核实，已经做到',
  });
}

/** That day, in the name of whoever acts for the branch. */
function onDay(ctx: Ctx, today: Temporal.PlainDate, by: string): Ctx {
  const now = ctx.now.subtract({ hours: 24 * today.until(ctx.today).days });
  return { ...ctx, today, now, actor: { kind: 'system', name: by } };
}
