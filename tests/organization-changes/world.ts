/** What the tests of cases share: a town committee that votes, people for the new branch, a case brought on. */
import type { InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { organizationChangesApi as api } from '../../src/modules/organization-changes/api.ts';
import { done, votedIn } from '../dispositions/world.ts';
import { enterMembers } from '../meetings/world.ts';
import type { Town } from '../support/town.ts';

export type Case = ReplyOf<typeof api.getChange>;
export const get = (town: Town, id: string) => done(town, '林委员', api.getChange, { id });

/** Names of the active members of a branch on a day. */
export async function rollOf(town: Town, org: string, asOf: string): Promise<string[]> {
  const { rows } = await done(town, '林委员', membersApi.listMembers, { org, asOf, page: 1 });
  return rows.map((row) => row.name);
}

/** The town committee, and six members of 柳树村支部; gives their ids. */
export async function settle(town: Town): Promise<string[]> {
  town.setToday('2026-06-01');
  for (const name of ['周书记', '林委员', '纪书记'])
    await done(town, '林委员', meetingsApi.addBodyMember, {
      orgId: town.orgs.清河镇.id,
      body: 'town_committee',
      name,
      household: name,
      from: '2020-01-01',
    });
  return enterMembers(town, ['茶一', '茶二', '茶三', '茶四', '茶五', '茶六']);
}

export const setUp = (
  town: Town,
  founderIds: string[],
  given: Partial<InputOf<typeof api.applyToSetUp>> = {},
): InputOf<typeof api.applyToSetUp> => ({
  kind: 'branch',
  name: '中共柳树村茶叶合作社支部委员会',
  shortName: '茶叶社支部',
  parentId: town.orgs.柳树村.id,
  need: '合作社有党员四名，分散在村支部，开展活动不便',
  founderIds,
  appliedOn: '2026-06-05',
  ...given,
});

/** The committee votes on a day and the office takes the vote over. */
export async function approve(town: Town, id: string, on: string): Promise<Case> {
  const decisionId = await votedIn(town, {
    kind: 'town_committee_meeting',
    on,
    yes: 3,
    no: 0,
    mode: 'hands',
  });
  const { version } = await get(town, id);
  return done(town, '许干事', api.approveChange, { id, version, decisionId, reference: '清委〔2026〕31号' });
}

export async function takeEffect(town: Town, id: string, on: string): Promise<Case> {
  town.setToday(on);
  const { version } = await get(town, id);
  return done(town, '林委员', api.takeEffect, { id, version, on });
}
