/** Posts, households and pairs of the demo town, by the acts that people use. */
import type { Ctx } from '../kernel/ctx.ts';
import { moveEngagement, recordWork, reviewEngagement } from '../modules/engagements/actions.ts';
import { addPost } from '../modules/engagements/posts.ts';
import { offerEngagement, type Wanted } from '../modules/engagements/proposals.ts';
import * as store from '../modules/engagements/store.ts';
import type { DemoTown } from './town.ts';

const posts = [
  { name: '政策宣传岗', duties: '入户讲惠农政策，代收意见' },
  { name: '纠纷调解岗', duties: '调解邻里小纠纷，解决不了的报村调委会' },
  { name: '环境卫生岗', duties: '带头打扫门前，提醒乱倒垃圾' },
  { name: '科技示范岗', duties: '试种新品种，带两户照着做' },
  { name: '护林防汛岗', duties: '防火期巡山，汛期看水位报险情' },
] as const;

type Story = {
  branch: string;
  by: string;
  nth: number;
  /** A post by name, or what else is taken on. */
  wanted: string | Exclude<Wanted, { kind: 'post' }>;
  consent: boolean;
  /** Days before today on which it began; absent while it waits for the branch. */
  ago?: number;
  records?: readonly string[];
  review?: { outcome: 'kept' | 'partly'; text: string };
  ended?: { why: string; outcome: 'reached' };
};

const household = (title: string, households: number): Story['wanted'] => ({
  kind: 'household',
  title,
  duties: '学习、讲政策、收意见，能调解的当场调解',
  households,
});

const stories: readonly Story[] = [
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 5,
    wanted: '科技示范岗',
    consent: true,
    ago: 200,
    records: ['新品种茶苗试种一亩，成活九成', '带两户照着剪枝'],
    review: { outcome: 'kept', text: '试种有结果，农户愿意跟' },
  },
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 6,
    wanted: '环境卫生岗',
    consent: true,
    ago: 200,
    records: ['清理水沟一段'],
  },
  { branch: '柳树村支部', by: '柳大山', nth: 12, wanted: '纠纷调解岗', consent: false },
  {
    branch: '石桥村支部',
    by: '石长河',
    nth: 8,
    wanted: '政策宣传岗',
    consent: true,
    ago: 150,
    records: ['讲医保缴费，十一户当场办好'],
    review: { outcome: 'partly', text: '医保讲得好，其他政策讲得少' },
  },
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 10,
    wanted: household('三组上湾片', 14),
    consent: true,
    ago: 300,
    records: ['院坝会，讲退耕还林补助', '收到路灯不亮的意见，已报村委会', '调解晒场占用'],
  },
  {
    branch: '石桥村支部',
    by: '石长河',
    nth: 10,
    wanted: household('桥头片', 9),
    consent: false,
    ago: 120,
    records: ['组织学习，宣传防诈骗'],
  },
  {
    branch: '柳树村支部',
    by: '柳大山',
    nth: 11,
    wanted: {
      kind: 'pair',
      title: '食用菌种植',
      duties: '每月到棚里学两次，年底自己建棚',
      partner: '栾巧手',
      direction: 'to_able',
    },
    consent: false,
    ago: 240,
    records: ['学会制棒'],
  },
  {
    branch: '石桥村支部',
    by: '石长河',
    nth: 5,
    wanted: {
      kind: 'pair',
      title: '农机合作社',
      duties: '带着参加组织活动，帮助提高认识',
      partner: '米有为',
      direction: 'to_member',
    },
    consent: false,
    ago: 280,
    ended: { why: '年度总结：已递交入党申请书', outcome: 'reached' },
  },
];

export async function fillEngagements(ctx: Ctx, town: Pick<DemoTown, 'orgs' | 'members'>): Promise<void> {
  const postIds = new Map<string, string>();
  for (const [branch, by] of [
    ['柳树村支部', '柳大山'],
    ['石桥村支部', '石长河'],
  ] as const)
    for (const post of posts) {
      const { id } = await addPost(onDay(ctx, 320, by), { orgId: town.orgs.get(branch) ?? '', ...post });
      postIds.set(`${branch} ${post.name}`, id);
    }
  for (const story of stories) await tell(ctx, story, { town, postIds });
}

async function tell(
  ctx: Ctx,
  story: Story,
  { town, postIds }: { town: Pick<DemoTown, 'members'>; postIds: Map<string, string> },
): Promise<void> {
  const { branch, by, ago } = story;
  const at = (daysAgo: number) => onDay(ctx, daysAgo, by);
  const offered = at((ago ?? 0) + 3);
  const { id } = await offerEngagement(offered, {
    personId: town.members.get(branch)?.[story.nth] ?? '',
    wanted:
      typeof story.wanted === 'string'
        ? { kind: 'post', postId: postIds.get(`${branch} ${story.wanted}`) ?? '' }
        : story.wanted,
    onPaper: true,
    consent: story.consent,
  });
  if (ago === undefined) return;
  const now = async () => {
    const row = await store.find(offered, id);
    if (!row) throw new Error('the demo lost an engagement');
    return row;
  };
  const applied = await now();
  const from = at(ago).today;
  await moveEngagement(at(ago), applied, 'fix', {
    version: applied.version,
    from: from.toString(),
    until: from.add({ years: 2 }).toString(),
  });
  for (const [i, text] of (story.records ?? []).entries()) {
    const row = await now();
    const acting = at(ago - 15 * (i + 1));
    await recordWork(acting, row, { version: row.version, on: acting.today.toString(), text });
  }
  if (story.review) {
    const row = await now();
    await reviewEngagement(at(4), row, { version: row.version, ...story.review });
  }
  if (story.ended) {
    const row = await now();
    await moveEngagement(at(2), row, 'end', { version: row.version, ...story.ended });
  }
}

/** So many days ago, in the name of whoever acts for the branch. */
function onDay(ctx: Ctx, daysAgo: number, by: string): Ctx {
  const now = ctx.now.subtract({ hours: 24 * daysAgo });
  return { ...ctx, today: ctx.today.subtract({ days: daysAgo }), now, actor: { kind: 'system', name: by } };
}
