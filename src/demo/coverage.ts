/** Coverage in the demo town: units in each of the four forms, some uncovered, one closed with a member to follow up. */
import type { Ctx } from '../kernel/ctx.ts';
import { closeUnit, coverUnit, listUnit, surveyUnit } from '../modules/coverage/actions.ts';
import type { Form, TieKind, UncoveredReason, UnitKind } from '../modules/coverage/choices.ts';
import { tieMember } from '../modules/coverage/ties.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'members'>;

type Unit = {
  at: string;
  kind: UnitKind;
  /** Its name, or its short name in the tree of organizations. */
  name: string;
  inTree?: true;
  place: string;
  contact: string;
  staff: number;
  members: number;
  instructor?: string;
  venue?: boolean;
  because?: UncoveredReason;
  form?: { form: Form; by: string; basis: string };
  ties?: readonly { branch: string; nth: number; kind: TieKind }[];
  /** Surveyed this year too; else last year alone. */
  surveyed: boolean;
  closed?: string;
};

const units: readonly Unit[] = [
  {
    at: '清河镇',
    kind: 'firm',
    name: '清河粮油',
    inTree: true,
    place: '镇工业园一号',
    contact: '贺经理',
    staff: 64,
    members: 4,
    venue: true,
    form: { form: 'single', by: '清河粮油支部', basis: '清委组〔2016〕5号' },
    ties: [
      { branch: '清河粮油支部', nth: 0, kind: 'manager' },
      { branch: '清河粮油支部', nth: 1, kind: 'technician' },
      { branch: '清河粮油支部', nth: 2, kind: 'worker' },
    ],
    surveyed: true,
  },
  {
    at: '清河镇',
    kind: 'firm',
    name: '清河竹器',
    inTree: true,
    place: '镇工业园三号',
    contact: '鲁厂长',
    staff: 31,
    members: 2,
    form: { form: 'joint', by: '两新联合支部', basis: '清委组〔2013〕5号' },
    ties: [{ branch: '两新联合支部', nth: 4, kind: 'owner' }],
    surveyed: true,
  },
  {
    at: '石桥村',
    kind: 'firm',
    name: '石桥砂石场',
    place: '石桥村河口',
    contact: '秦场长',
    staff: 12,
    members: 0,
    instructor: '石桥村支部派出',
    form: { form: 'area', by: '石桥村支部', basis: '清委组〔2019〕8号' },
    surveyed: true,
  },
  {
    at: '柳树村',
    kind: 'cooperative',
    name: '柳树茶叶社',
    inTree: true,
    place: '柳树村二组',
    contact: '社长游田生',
    staff: 46,
    members: 5,
    venue: true,
    form: { form: 'attached', by: '柳树村支部', basis: '清委组〔2012〕9号' },
    ties: [
      { branch: '柳树村支部', nth: 3, kind: 'owner' },
      { branch: '柳树村支部', nth: 5, kind: 'worker' },
    ],
    surveyed: true,
  },
  {
    at: '柳树村',
    kind: 'firm',
    name: '柳树民宿',
    place: '柳树村一组',
    contact: '店主樊小月',
    staff: 7,
    members: 0,
    because: 'no_members',
    surveyed: false,
  },
  {
    at: '南坪村',
    kind: 'firm',
    name: '南坪养殖场',
    place: '南坪村五组',
    contact: '场长郎永福',
    staff: 11,
    members: 1,
    form: { form: 'attached', by: '南坪村支部', basis: '清委组〔2021〕4号' },
    surveyed: true,
  },
  {
    at: '东沟村',
    kind: 'cooperative',
    name: '东沟村果蔬专业合作社',
    place: '东沟村三组',
    contact: '社长戴春来',
    staff: 20,
    members: 1,
    because: 'too_few',
    surveyed: false,
  },
  {
    at: '清河镇',
    kind: 'social_organization',
    name: '清河镇老年协会',
    place: '镇文化站',
    contact: '会长耿长顺',
    staff: 9,
    members: 3,
    venue: true,
    form: { form: 'attached', by: '机关支部', basis: '清委组〔2018〕3号' },
    ties: [{ branch: '机关支部', nth: 8, kind: 'manager' }],
    surveyed: true,
  },
  {
    at: '松林村',
    kind: 'outbound_point',
    name: '松林村外出建筑工集中点',
    place: '外省某市建材园',
    contact: '带班人雷成',
    staff: 38,
    members: 2,
    form: { form: 'area', by: '松林村支部', basis: '清委组〔2020〕6号' },
    surveyed: true,
  },
  {
    at: '柳树村',
    kind: 'firm',
    name: '柳树砖厂',
    place: '柳树村四组',
    contact: '厂长向大成',
    staff: 15,
    members: 1,
    because: 'unstable',
    ties: [{ branch: '柳树村支部', nth: 7, kind: 'worker' }],
    surveyed: true,
    closed: '环保关停',
  },
];

export async function fillCoverage(ctx: Ctx, town: Town): Promise<void> {
  const lastYear = onDay(ctx, ctx.today.subtract({ months: 14 }));
  const thisYear = onDay(ctx, ctx.today.with({ day: 1 }));
  for (const unit of units) {
    const found = {
      staff: unit.staff,
      fullMembers: unit.members,
      hasVenue: unit.venue ?? false,
      ...(unit.instructor && { instructor: unit.instructor }),
      ...(unit.because && { uncoveredBecause: unit.because }),
    };
    const { kind, name, place, contact } = unit;
    const stands = unit.inTree
      ? { unitOrgId: town.orgs.get(name) ?? '' }
      : { orgId: town.orgs.get(unit.at) ?? '', name };
    const { id } = await listUnit(lastYear, {
      ...stands,
      kind,
      place,
      contact,
      on: lastYear.today.toString(),
      ...found,
    });
    if (unit.form)
      await coverUnit(lastYear, {
        id,
        version: 1,
        form: unit.form.form,
        byOrgId: town.orgs.get(unit.form.by) ?? '',
        since: lastYear.today.toString(),
        basis: unit.form.basis,
      });
    for (const tie of unit.ties ?? [])
      await tieMember(lastYear, {
        id,
        personId: town.members.get(tie.branch)?.[tie.nth] ?? '',
        kind: tie.kind,
        since: lastYear.today.toString(),
      });
    if (unit.surveyed) await surveyUnit(thisYear, { id, on: thisYear.today.toString(), ...found });
    if (unit.closed) await closeUnit(ctx, { id, version: 1, on: ctx.today.toString(), why: unit.closed });
  }
}

function onDay(ctx: Ctx, today: Temporal.PlainDate): Ctx {
  const now = ctx.now.subtract({ hours: 24 * today.until(ctx.today).days });
  return { ...ctx, today, now, actor: { kind: 'system', name: '许春燕' } };
}
