/** The demo town 清河镇: its tree, its members and its accounts, all made by the same acts that people use. */
import { hashPassword, oneTimePassword } from '../kernel/auth/passwords.ts';
import { record } from '../kernel/audit/record.ts';
import { everywhere, runAct, type Ctx } from '../kernel/ctx.ts';
import type { Db } from '../kernel/db/pool.ts';
import type { Services } from '../kernel/services.ts';
import { enterEvent, registerMember } from '../modules/members/actions.ts';
import type { RosterValues } from '../modules/members/roster-values.ts';
import { foundOrganization } from '../modules/organizations/actions.ts';
import type { OrganizationKind } from '../modules/organizations/choices.ts';
import type { Role } from '../modules/roles.ts';
import { inventor } from './people.ts';
import { fillPolicy } from './policy.ts';
import { fillAdmission } from './admission.ts';
import { fillDispositions } from './dispositions.ts';
import { fillAppraisals } from './appraisals.ts';
import { fillMeetings } from './meetings.ts';
import { fillMemberRequests } from './member-requests.ts';
import { fillDues } from './dues.ts';
import { fillMobileMembers } from './mobile-members.ts';
import { fillEngagements } from './engagements.ts';
import { fillCoverage } from './coverage.ts';
import { fillJointBuilding } from './joint-building.ts';
import { fillLiaison } from './liaison.ts';
import { fillPartyGroups } from './party-groups.ts';
import { fillOrganizationChanges } from './organization-changes.ts';
import { fillTerms } from './terms.ts';
import { fillPledges } from './pledges.ts';
import { fillTransfers } from './transfers.ts';
import { fillVillageDecisions } from './village-decisions.ts';

export type DemoAccount = { username: string; password: string; role: Role; name: string };

/** What the demo of other modules builds on: ids by short name, members by branch, accounts by username. */
export type DemoTown = {
  orgs: Map<string, string>;
  members: Map<string, string[]>;
  accounts: Map<string, string>;
  signIns: DemoAccount[];
};

const villages = ['柳树村', '石桥村', '东沟村', '南坪村', '白杨村', '松林村'];
const rollFrom = '2016-01-01';

/** People who sign in, with the one-time password printed at the first start; the others get theirs from an administrator. */
const staff: {
  username: string;
  name: string;
  role: Role;
  at: string;
  branch?: string;
  printed: boolean;
  born?: string;
  education?: string;
  sex: 'male' | 'female';
}[] = [
  {
    username: 'zhou',
    born: '1972-09-14',
    education: '大学',
    name: '周明远',
    role: 'town_secretary',
    at: '清河镇',
    branch: '机关支部',
    printed: true,
    sex: 'male',
  },
  {
    username: 'lin',
    born: '1984-04-21',
    education: '大学',
    name: '林静',
    role: 'organization_officer',
    at: '清河镇',
    branch: '机关支部',
    printed: true,
    sex: 'female',
  },
  {
    username: 'liu',
    born: '1970-03-08',
    education: '大专',
    name: '柳大山',
    role: 'village_secretary',
    at: '柳树村',
    branch: '柳树村支部',
    printed: true,
    sex: 'male',
  },
  {
    username: 'tang',
    born: '1999-06-17',
    education: '大学',
    name: '唐小雨',
    role: 'graduate_village_official',
    at: '柳树村',
    branch: '柳树村支部',
    printed: true,
    sex: 'female',
  },
  {
    username: 'luo',
    born: '1963-11-02',
    education: '高中',
    name: '罗守田',
    role: 'member',
    at: '柳树村支部',
    branch: '柳树村支部',
    printed: true,
    sex: 'male',
  },
  { username: 'he', name: '何平', role: 'system_administrator', at: '清河镇', printed: true, sex: 'male' },
  {
    username: 'xu',
    born: '1990-02-25',
    education: '大学',
    name: '许春燕',
    role: 'party_building_clerk',
    at: '清河镇',
    branch: '机关支部',
    printed: false,
    sex: 'female',
  },
  {
    username: 'ji',
    born: '1976-12-05',
    education: '大学',
    name: '纪立新',
    role: 'discipline_inspector',
    at: '清河镇',
    branch: '机关支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'qian',
    born: '1986-08-30',
    education: '大专',
    name: '钱丽华',
    role: 'finance_officer',
    at: '清河镇',
    branch: '机关支部',
    printed: false,
    sex: 'female',
  },
  {
    username: 'shi',
    born: '1968-05-19',
    education: '高中',
    name: '石长河',
    role: 'village_secretary',
    at: '石桥村',
    branch: '石桥村支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'dong',
    born: '1972-04-11',
    education: '高中',
    name: '董金山',
    role: 'village_secretary',
    at: '东沟村',
    branch: '东沟村支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'nie',
    born: '1975-09-23',
    education: '大专',
    name: '聂长贵',
    role: 'village_secretary',
    at: '南坪村',
    branch: '南坪村支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'bai',
    born: '1969-01-30',
    education: '高中',
    name: '白玉林',
    role: 'village_secretary',
    at: '白杨村',
    branch: '白杨村支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'song',
    born: '1966-12-05',
    education: '初中',
    name: '宋春生',
    role: 'village_secretary',
    at: '松林村',
    branch: '松林村支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'ke',
    born: '1984-07-19',
    education: '大学',
    name: '柯云',
    role: 'village_secretary',
    at: '两新联合支部',
    branch: '两新联合支部',
    printed: false,
    sex: 'female',
  },
  {
    username: 'pu',
    born: '1981-08-16',
    education: '大专',
    name: '蒲建业',
    role: 'village_secretary',
    at: '清河粮油支部',
    branch: '清河粮油支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'qin',
    born: '1979-03-02',
    education: '大学',
    name: '秦文',
    role: 'village_secretary',
    at: '机关支部',
    branch: '机关支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'jian',
    born: '1965-10-11',
    education: '高中',
    name: '简德厚',
    role: 'village_supervisor',
    at: '柳树村',
    branch: '柳树村支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'mu',
    born: '1977-05-20',
    education: '大专',
    name: '穆成林',
    role: 'village_committee',
    at: '柳树村',
    branch: '柳树村支部',
    printed: false,
    sex: 'male',
  },
  {
    username: 'fang',
    name: '方慧',
    role: 'security_administrator',
    at: '清河镇',
    printed: false,
    sex: 'female',
  },
  {
    username: 'shen',
    name: '沈文斌',
    role: 'audit_administrator',
    at: '清河镇',
    printed: false,
    sex: 'male',
  },
];

/** Fills an empty database; one transaction, so that a broken start leaves nothing half. */
export async function fillDemoTown(db: Db, services: Services, now: Temporal.Instant): Promise<DemoTown> {
  const act = {
    now,
    actor: { kind: 'system', name: 'demo' } as const,
    permission: 'system',
    scope: everywhere,
    locale: 'zh-CN' as const,
    services,
  };
  return runAct(db, act, async (ctx) => {
    const orgs = await foundTown(ctx);
    const invent = inventor(20121, ctx.today.subtract({ months: 2 }));
    const people = await fillBranches(ctx, orgs, invent);
    await enterSomeEvents(ctx, people.versions);
    const { accounts, signIns } = await openAccounts(ctx, { orgs, persons: people.staff });
    await fillVillageDecisions(ctx, { orgs, accounts });
    await fillPolicy(ctx, { orgs, accounts });
    await fillAdmission(ctx, { orgs, accounts });
    await fillMeetings(ctx, { orgs, accounts, members: people.byBranch });
    await fillTransfers(ctx, { orgs, members: people.byBranch });
    await fillMobileMembers(ctx, { orgs, members: people.byBranch });
    await fillDispositions(ctx, { orgs, accounts, members: people.byBranch });
    await fillPledges(ctx, { orgs, members: people.byBranch });
    await fillEngagements(ctx, { orgs, members: people.byBranch });
    await holdRolesSince(ctx, ctx.today.subtract({ years: 1 }));
    await fillMemberRequests(ctx, { members: people.byBranch });
    await fillDues(ctx, { orgs, accounts, members: people.byBranch });
    await fillAppraisals(ctx, { orgs, accounts });
    await fillTerms(ctx, { orgs });
    await fillOrganizationChanges(ctx, { orgs, accounts, members: people.byBranch });
    await fillLiaison(ctx, { orgs, members: people.byBranch });
    await fillCoverage(ctx, { orgs, members: people.byBranch });
    await fillPartyGroups(ctx, { orgs, members: people.byBranch });
    await fillJointBuilding(ctx, { orgs });
    return { orgs, members: people.byBranch, accounts, signIns };
  });
}

async function foundTown(ctx: Ctx): Promise<Map<string, string>> {
  const orgs = new Map<string, string>();
  const found = async (
    kind: OrganizationKind,
    shortName: string,
    name: string,
    under: string | null,
    on: string,
  ) => {
    const { id } = await foundOrganization(ctx, {
      kind,
      parentId: under === null ? null : (orgs.get(under) ?? null),
      name,
      shortName,
      on,
      reason: '按规定设立',
      reference: '组织沿革档案',
    });
    orgs.set(shortName, id);
  };
  await found('county_party_committee', '青江县委', '中共青江县委员会', null, '1952-03-01');
  await found('township_party_committee', '清河镇', '中共清河镇委员会', '青江县委', '1984-05-01');
  await found('branch', '机关支部', '中共清河镇机关支部委员会', '清河镇', '1984-05-01');
  for (const village of villages) {
    await found('village', village, `清河镇${village}`, '清河镇', '1984-05-01');
    await found('branch', `${village}支部`, `中共清河镇${village}支部委员会`, village, '1984-06-01');
    await found('villagers_committee', `${village}委会`, `清河镇${village}村民委员会`, village, '1988-06-01');
    await found(
      'village_supervision_committee',
      `${village}监委会`,
      `清河镇${village}村务监督委员会`,
      village,
      '2010-10-28',
    );
    await found(
      'collective_economic_org',
      `${village}经合社`,
      `清河镇${village}股份经济合作社`,
      village,
      '2019-09-01',
    );
  }
  await found('enterprise', '清河粮油', '青江县清河粮油有限公司', '清河镇', '2008-04-01');
  await found('enterprise', '清河竹器', '青江县清河竹器厂', '清河镇', '2005-09-01');
  await found('cooperative', '柳树茶叶社', '柳树村茶叶专业合作社', '柳树村', '2011-03-01');
  await found('branch', '竹器厂支部', '中共清河竹器厂支部委员会', '清河竹器', '2006-07-01');
  await found('joint_branch', '两新联合支部', '中共清河镇两新组织联合支部委员会', '清河镇', '2013-07-01');
  await found('branch', '清河粮油支部', '中共青江县清河粮油有限公司支部委员会', '清河粮油', '2016-03-01');
  return orgs;
}

type Filled = {
  byBranch: Map<string, string[]>;
  staff: Map<string, string>;
  /** Full members of the first branches, for the events below. */
  versions: { id: string; version: number; branch: string }[];
};

async function fillBranches(
  ctx: Ctx,
  orgs: Map<string, string>,
  invent: ReturnType<typeof inventor>,
): Promise<Filled> {
  const filled: Filled = { byBranch: new Map(), staff: new Map(), versions: [] };
  const sizes: [branch: string, size: number][] = [
    ['机关支部', 18],
    ['柳树村支部', 34],
    ['石桥村支部', 28],
    ['东沟村支部', 21],
    ['南坪村支部', 24],
    ['白杨村支部', 16],
    ['松林村支部', 13],
    ['两新联合支部', 9],
    ['清河粮油支部', 5],
    ['竹器厂支部', 3],
  ];
  for (const [branch, size] of sizes) {
    const branchId = orgs.get(branch) ?? '';
    const ids: string[] = [];
    const own = staff.filter((one) => one.branch === branch);
    for (let i = 0; i < size; i += 1) {
      const someone = own[i];
      const given: Partial<RosterValues> = someone ? staffValues(someone) : {};
      const { values, kind } = invent(given);
      const joined = values.joined_on?.date.toString() ?? rollFrom;
      // The roll begins on one day; who joined later entered it on joining.
      const asAt = Temporal.PlainDate.from(joined > rollFrom ? joined : rollFrom);
      const { id, version } = await registerMember(ctx, { branchId, values, kind, asAt });
      ids.push(id);
      if (someone) filled.staff.set(someone.username, id);
      else if (kind === 'full') filled.versions.push({ id, version, branch });
    }
    filled.byBranch.set(branch, ids);
  }
  return filled;
}

function staffValues({ name, sex, born, education, at }: (typeof staff)[number]): Partial<RosterValues> {
  return {
    name,
    sex,
    is_mobile: false,
    // Whatever absence was invented: these people are there.
    mobile_place: undefined,
    ...(born && { birth_date: { date: Temporal.PlainDate.from(born), precision: 'day' } }),
    ...(education && { education }),
    occupation: at === '清河镇' ? '党政机关工作人员' : '农牧渔民',
  };
}

/** A few things that happen to people, so that the past differs from today. */
async function enterSomeEvents(ctx: Ctx, people: Filled['versions']): Promise<void> {
  const take = (branch: string, nth: number) => {
    const person = people.filter((one) => one.branch === branch)[nth];
    if (!person) throw new Error(`the demo has no member ${nth} in ${branch}`);
    return { id: person.id, version: person.version };
  };
  await enterEvent(ctx, { ...take('石桥村支部', 3), event: 'deceased', on: '2025-02-11' });
  await enterEvent(ctx, {
    ...take('东沟村支部', 2),
    event: 'transferred_out',
    on: '2025-08-20',
    reason: '随子女迁居',
  });
  await enterEvent(ctx, {
    ...take('南坪村支部', 4),
    event: 'suspended',
    on: '2025-11-03',
    reason: '失去联系满六个月，查找无果',
    reference: '清组〔2025〕18号',
  });
}

/** Requests of the months past went to those who held the desks then. */
async function holdRolesSince(ctx: Ctx, since: Temporal.PlainDate): Promise<void> {
  await ctx.tx
    .updateTable('role_grants')
    .set({ valid: `[${since.toString()},)` })
    .execute();
}

async function openAccounts(
  ctx: Ctx,
  town: { orgs: Map<string, string>; persons: Map<string, string> },
): Promise<{ accounts: Map<string, string>; signIns: DemoAccount[] }> {
  const accounts = new Map<string, string>();
  const signIns: DemoAccount[] = [];
  for (const { username, name, role, at, printed } of staff) {
    const password = printed ? oneTimePassword() : undefined;
    const { id } = await ctx.tx
      .insertInto('accounts')
      .values({
        username,
        display_name: name,
        person_id: town.persons.get(username) ?? null,
        password_hash: password ? await hashPassword(password) : null,
        password_set_at: password ? ctx.now : null,
        password_must_change: true,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const orgId = town.orgs.get(at);
    if (!orgId) throw new Error(`the demo has no ${at}`);
    await ctx.tx
      .insertInto('role_grants')
      .values({ account_id: id, role, org_id: orgId, valid: `[${ctx.today.toString()},)`, reason: '示范镇' })
      .execute();
    await record(ctx, {
      event: 'accounts.created',
      subject: { type: 'account', id },
      after: { username, role },
    });
    accounts.set(username, id);
    if (password) signIns.push({ username, password, role, name });
  }
  return { accounts, signIns };
}
