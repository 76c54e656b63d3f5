/** Members' requests of the demo town: waiting, under way, overdue, answered; by the acts that people use. */
import type { Ctx } from '../kernel/ctx.ts';
import { askFor } from '../modules/member-rights/corrections.ts';
import { moveRequest } from '../modules/member-rights/actions.ts';
import type { RequestKind } from '../modules/member-rights/choices.ts';
import * as store from '../modules/member-rights/store.ts';
import { submit } from '../modules/member-rights/submitting.ts';
import type { DemoTown } from './town.ts';

/** Days before today on which it came in; `accepted` and `answered`: days after that. */
type Story = {
  branch: string;
  nth: number;
  kind: RequestKind;
  subject: string;
  body: string;
  ago: number;
  accepted?: number;
  answered?: { after: number; text: string; by: string };
};

const stories: readonly Story[] = [
  {
    branch: '石桥村支部',
    nth: 12,
    kind: 'request',
    subject: '希望党课改在晚上',
    body: '白天在地里，赶不上党课，希望改到晚上七点以后。',
    ago: 2,
  },
  {
    branch: '石桥村支部',
    nth: 8,
    kind: 'objection',
    subject: '对去年评议结果有不同意见',
    body: '去年外出三个月事先请过假，评议时按缺席算，请核对。',
    ago: 30,
  },
  {
    branch: '东沟村支部',
    nth: 9,
    kind: 'request',
    subject: '补发党员活动证',
    body: '搬家时遗失了活动证，请补发。',
    ago: 70,
    accepted: 2,
    answered: { after: 9, text: '已核对名册并补发，由村支部书记送到家里。', by: '镇党建办' },
  },
  {
    branch: '南坪村支部',
    nth: 10,
    kind: 'need',
    subject: '雨季房屋漏水需要帮助',
    body: '老伴住院，房顶漏水无力修缮，请组织帮助。',
    ago: 8,
    accepted: 1,
  },
  {
    branch: '白杨村支部',
    nth: 7,
    kind: 'need',
    subject: '孩子上学有困难',
    body: '今年收成差，孩子开学费用不够，请组织帮助。',
    ago: 90,
    accepted: 3,
    answered: { after: 20, text: '支部走访后联系助学金一份，九月已到账。', by: '白杨村支部' },
  },
  {
    branch: '松林村支部',
    nth: 6,
    kind: 'need',
    subject: '冬季取暖有困难',
    body: '独居，家里炉子坏了，请组织帮助。',
    ago: 25,
  },
];

const corrections = [
  { branch: '石桥村支部', nth: 14, ago: 4, value: '学士' },
  { branch: '南坪村支部', nth: 11, ago: 40, value: '学士' },
] as const;

export async function fillMemberRequests(ctx: Ctx, town: Pick<DemoTown, 'members'>): Promise<void> {
  for (const { branch, nth, kind, subject, body, ago, accepted, answered } of stories) {
    const personId = town.members.get(branch)?.[nth] ?? '';
    const { id } = await submit(onDay(ctx, ago, '提出诉求的党员'), personId, { kind, subject, body });
    if (accepted) await moveOn(onDay(ctx, ago - accepted, branch), id, 'accept');
    if (answered) await moveOn(onDay(ctx, ago - answered.after, answered.by), id, 'answer', answered.text);
  }
  for (const { branch, nth, ago, value } of corrections) {
    const personId = town.members.get(branch)?.[nth] ?? '';
    await askFor(onDay(ctx, ago, '提出诉求的党员'), personId, { field: 'degree', value, why: '毕业证' });
  }
}

async function moveOn(ctx: Ctx, id: string, key: 'accept' | 'answer', why?: string): Promise<void> {
  const version = (await store.find(ctx, id))?.version ?? 0;
  await moveRequest(ctx, key, { id, version, ...(why && { why }) });
}

/** That many days ago. */
function onDay(ctx: Ctx, ago: number, by: string): Ctx {
  const today = ctx.today.subtract({ days: ago });
  return { ...ctx, today, now: ctx.now.subtract({ hours: 24 * ago }), actor: { kind: 'system', name: by } };
}
