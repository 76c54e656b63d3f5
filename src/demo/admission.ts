/** People on their way into the Party for the demo town, each at another stage; one straddles the rules of 2014 and 2026. */
import { sql } from 'kysely';
import { addWorkingDays } from '../kernel/clock/calendar.ts';
import { loadCalendar } from '../kernel/clock/store.ts';
import { timeZone, type Actor, type Ctx } from '../kernel/ctx.ts';
import { checkDigitOf } from '../modules/members/id-number.ts';
import { type ActInput, makeEntry } from '../modules/admission/acts.ts';
import type { ActKey } from '../modules/admission/acts-api.ts';
import { registerApplication } from '../modules/admission/applications.ts';
import { openInquiry } from '../modules/admission/inquiries.ts';
import { recordPaperNotice } from '../modules/admission/notices.ts';
import { setPlan } from '../modules/admission/plans.ts';
import { pathOf } from '../modules/organizations/facade.ts';
import type { Role } from '../modules/roles.ts';
import type { DemoTown } from './town.ts';

const people = {
  liu: { name: '柳大山', role: 'village_secretary', at: '柳树村' },
  tang: { name: '唐小雨', role: 'graduate_village_official', at: '柳树村' },
  shi: { name: '石长河', role: 'village_secretary', at: '石桥村' },
  ke: { name: '柯云', role: 'village_secretary', at: '两新联合支部' },
  dong: { name: '董金山', role: 'village_secretary', at: '东沟村' },
  lin: { name: '林静', role: 'organization_officer', at: '清河镇' },
  zhou: { name: '周明远', role: 'town_secretary', at: '清河镇' },
} as const satisfies Record<string, { name: string; role: Role; at: string }>;
type Official = keyof typeof people;

type Step = { act: ActKey; who: Official; ago: number; fields?: Record<string, unknown> };

const secretVote = {
  title: '讨论接收的支部大会',
  eligible: 30,
  present: 26,
  yes: 25,
  no: 0,
  abstain: 1,
  secret: true,
};
const committee = {
  title: '支部委员会会议',
  eligible: 5,
  present: 5,
  yes: 5,
  no: 0,
  abstain: 0,
  secret: false,
  tellers: [],
};
const townCommittee = { ...committee, title: '镇党委会会议', eligible: 9, present: 8, yes: 8 };

/** Writes the cases by the acts that people use, each on its own day before today and in the name of who did it. */
export async function fillAdmission(ctx: Ctx, town: Pick<DemoTown, 'orgs' | 'accounts'>): Promise<void> {
  const day = (ago: number): string => ctx.today.subtract({ days: ago }).toString();
  const as = async (who: Official, permission: string, ago: number): Promise<Ctx> => {
    const { name, role, at } = people[who];
    const orgId = town.orgs.get(at);
    if (!orgId) throw new Error(`the demo has no ${at}`);
    const path = await pathOf(ctx, orgId);
    const actor: Actor = {
      kind: 'person',
      accountId: town.accounts.get(who) ?? '',
      personId: null,
      name,
      grants: [{ role, orgId, orgPath: path }],
      sessionId: 'demo',
      provenUntil: null,
    };
    const today = ctx.today.subtract({ days: ago });
    const now = today.toZonedDateTime({ timeZone, plainTime: '15:00' }).toInstant();
    return { ...ctx, actor, permission: `admission.${permission}`, scope: [path], today, now };
  };
  const branchOf = (short: string): string => {
    const id = town.orgs.get(short);
    if (!id) throw new Error(`the demo has no ${short}`);
    return id;
  };

  let made = 0;
  /** Enters an application and the steps after it, the oldest first. */
  const walk = async (
    given: {
      name: string;
      branch: string;
      born: string;
      sex: 'male' | 'female';
      sector?: 'village' | 'firm';
      ago: number;
    },
    by: Official,
    steps: readonly Step[],
  ): Promise<string> => {
    made += 1;
    const sequence = String(made * 2 + 600 + (given.sex === 'male' ? 1 : 0));
    const first17 = `999999${given.born.replaceAll('-', '')}${sequence}`;
    const { id } = await registerApplication(await as(by, 'record', given.ago), {
      branchId: branchOf(given.branch),
      name: given.name,
      idNo: first17 + checkDigitOf(first17),
      mobile: `1990000${String(8000 + made)}`,
      ethnicity: '汉族',
      education: '大专',
      occupation: given.sector === 'firm' ? '企业职工' : '农牧渔民',
      sector: given.sector ?? 'village',
      tags: given.sex === 'female' ? ['woman'] : ['leads_in_income'],
      on: day(given.ago),
      receivedBy: people[by].name,
      signed: true,
    });
    for (const { act, who, ago, fields = {} } of steps) {
      const version = await versionOf(ctx, id);
      const input = { id, version, on: day(ago), ...fields } as ActInput; // by the table of the act's fields
      await makeEntry(await as(who, 'read', ago), act, input);
    }
    return id;
  };
  const mentors = await fullMembers(ctx, branchOf('柳树村支部'));
  const stoneMentors = await fullMembers(ctx, branchOf('石桥村支部'));
  const firmMentors = await fullMembers(ctx, branchOf('两新联合支部'));

  await walk(
    { name: '秦小禾', branch: '柳树村支部', born: '2001-04-12', sex: 'female', ago: 21 },
    'tang',
    [],
  );
  await walk(
    { name: '罗春山', branch: '柳树村支部', born: '1992-09-03', sex: 'male', ago: 330 },
    'tang',
    activistSteps('liu', 'tang', [320, 270, 265], mentors, [90]),
  );
  await walk(
    { name: '石小川', branch: '石桥村支部', born: '1989-02-18', sex: 'male', ago: 420 },
    'shi',
    activistSteps('shi', 'shi', [410, 380, 375], stoneMentors, [200]),
  );
  const straddling = await walk(
    { name: '沈文娟', branch: '柳树村支部', born: '1995-11-26', sex: 'female', ago: 700 },
    'tang',
    [
      ...activistSteps('liu', 'tang', [690, 650, 645], mentors, [470, 290, 120]),
      {
        act: 'confirm_candidate',
        who: 'liu',
        ago: 100,
        fields: { minutes: committee, heard: '听取了党小组、培养联系人、党员和群众意见，均同意' },
      },
    ],
  );
  await showOnPaper(await as('tang', 'put_forward', 85), straddling, 99);
  await later(straddling, [
    { act: 'file_candidate', who: 'lin', ago: 84, fields: { result: 'consented', replyNo: '清委组函第8号' } },
    { act: 'assign_sponsors', who: 'liu', ago: 80, fields: { people: mentors } },
    {
      act: 'review_politically',
      who: 'lin',
      ago: 60,
      fields: { result: 'qualified', conclusion: '政治审查合格', fileLocation: '镇党建办档案柜二' },
    },
    {
      act: 'train',
      who: 'lin',
      ago: 45,
      fields: { result: 'passed', hours: 24, days: 3, organizer: '镇党校' },
    },
  ]);
  const onProbation = await walk(
    { name: '袁雪莲', branch: '两新联合支部', born: '1994-06-08', sex: 'female', sector: 'firm', ago: 640 },
    'ke',
    [
      ...activistSteps('ke', 'ke', [630, 590, 585], firmMentors, [410, 230]),
      {
        act: 'confirm_candidate',
        who: 'ke',
        ago: 220,
        fields: { minutes: committee, heard: '听取意见，均同意' },
      },
    ],
  );
  await showOnPaper(await as('ke', 'put_forward', 205), onProbation, 219);
  await later(onProbation, [
    {
      act: 'file_candidate',
      who: 'lin',
      ago: 204,
      fields: { result: 'consented', replyNo: '清委组函第3号' },
    },
    { act: 'assign_sponsors', who: 'ke', ago: 200, fields: { people: firmMentors } },
    {
      act: 'review_politically',
      who: 'lin',
      ago: 180,
      fields: { result: 'qualified', conclusion: '政治审查合格', fileLocation: '镇党建办档案柜二' },
    },
    {
      act: 'train',
      who: 'lin',
      ago: 170,
      fields: { result: 'passed', hours: 26, days: 3, organizer: '镇党校' },
    },
    { act: 'review_by_committee', who: 'ke', ago: 160, fields: { minutes: committee, papers: '材料齐全' } },
    {
      act: 'prereview',
      who: 'lin',
      ago: 150,
      fields: { replyNo: '清委组函第5号', opinion: '同意提交支部大会讨论' },
    },
    { act: 'fill_form', who: 'ke', ago: 145, fields: { formNo: '999999-0017' } },
    {
      act: 'hold_branch_meeting',
      who: 'ke',
      ago: 130,
      fields: {
        minutes: {
          ...secretVote,
          eligible: 8,
          present: 8,
          yes: 8,
          abstain: 0,
          tellers: ['计票人甲', '计票人乙'],
        },
        sponsorsPresent: 2,
        resolution: '同意接收为预备党员',
      },
    },
    { act: 'talk_by_committee', who: 'lin', ago: 120, fields: { talker: '林静', opinion: '同意接收' } },
    {
      act: 'decide_admission',
      who: 'zhou',
      ago: 100,
      fields: { minutes: townCommittee, noticeNo: '清委第31号' },
    },
    { act: 'place', who: 'ke', ago: 98, fields: { group: '粮油党小组' } },
    { act: 'take_oath', who: 'ke', ago: 90, fields: { place: '镇党群服务中心', leading: 'party_branch' } },
  ]);
  const waiting = await walk(
    { name: '董长林', branch: '东沟村支部', born: '1987-01-19', sex: 'male', ago: 640 },
    'dong',
    activistSteps(
      'dong',
      'dong',
      [630, 600, 595],
      await fullMembers(ctx, branchOf('东沟村支部')),
      [420, 240, 60],
    ),
  );
  await openInquiry(await as('lin', 'inquire', 30), {
    id: waiting,
    step: 'cultivation',
    reason: '考察登记间隔偏长，请党支部说明情况',
    body: '镇党委组织办',
  });
  await setPlan(await as('lin', 'plan', 300), {
    orgId: branchOf('清河镇'),
    year: ctx.today.year,
    version: 0,
    quota: 6,
    womenPercent: 30,
    upTo35Percent: 60,
    collegePercent: 50,
    newSectorPercent: 20,
    reference: '清委组年度发展党员计划',
  });

  async function later(id: string, steps: readonly Step[]): Promise<void> {
    for (const { act, who, ago, fields = {} } of steps) {
      const version = await versionOf(ctx, id);
      const input = { id, version, on: day(ago), ...fields } as ActInput; // by the table of the act's fields
      await makeEntry(await as(who, 'read', ago), act, input);
    }
  }

  /** A notice of six working days, which any of the rule sets accepts. */
  async function showOnPaper(at: Ctx, id: string, ago: number): Promise<void> {
    const postedOn = day(ago);
    const lastDay = addWorkingDays(await loadCalendar(ctx), Temporal.PlainDate.from(postedOn), 6);
    await recordPaperNotice(at, {
      id,
      version: await versionOf(ctx, id),
      part: 'candidate',
      postedOn,
      lastDay: lastDay.toString(),
      places: '村务公开栏',
      opinions: '公示期内没有收到意见',
    });
  }
}

/** Talk, confirmation, filing, mentors and the observations of the half-years. */
function activistSteps(
  secretary: Official,
  clerk: Official,
  [talk, confirmed, filed]: [number, number, number],
  mentors: readonly string[],
  observed: readonly number[],
): Step[] {
  return [
    {
      act: 'talk',
      who: clerk,
      ago: talk,
      fields: {
        talker: people[secretary].name,
        topics: '入党动机、学习工作和家庭情况',
        opinion: '态度端正，同意培养',
      },
    },
    {
      act: 'confirm_activist',
      who: secretary,
      ago: confirmed,
      fields: { minutes: committee, recommender: 'members', recommendedBy: '党员大会推荐' },
    },
    { act: 'file_activist', who: 'lin', ago: filed, fields: { result: 'filed', replyNo: '清委组备案' } },
    { act: 'assign_mentors', who: secretary, ago: filed, fields: { people: mentors } },
    ...observed.map((ago): Step => ({
      act: 'observe',
      who: clerk,
      ago,
      fields: { mentorOpinion: '积极参加学习和村里工作，要求进步', branchOpinion: '继续培养' },
    })),
  ];
}

async function versionOf(ctx: Ctx, id: string): Promise<number> {
  const { version } = await ctx.tx
    .selectFrom('admission_cases')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return version;
}

/** Two full members of a branch, to accompany and to introduce. */
async function fullMembers(ctx: Ctx, branchId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from members m
    where m.org_id = ${branchId} and m.status = 'active' and m.kind = 'full'
      and exists (select from membership_events e where e.person_id = m.id and e.event = 'converted'
        and e.happened_on < ${ctx.today.subtract({ years: 4 })}::date)
    order by m.name = '罗守田' desc, m.pinyin limit 2
  `.execute(ctx.tx);
  return rows.map((row) => row.id);
}
