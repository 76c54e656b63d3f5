/** Party groups of the demo town: one in a workshop, one in a villagers' group, both new this month. */
import type { Ctx } from '../kernel/ctx.ts';
import type { WorkplaceKind } from '../modules/party-groups/choices.ts';
import { setUpGroup } from '../modules/party-groups/actions.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'members'>;

const groups: readonly {
  branch: string;
  name: string;
  workplaceKind: WorkplaceKind;
  workplace: string;
  leader: number;
  members: readonly number[];
}[] = [
  {
    branch: '清河粮油支部',
    name: '碾米车间党小组',
    workplaceKind: 'workshop',
    workplace: '碾米车间',
    leader: 0,
    members: [1, 2],
  },
  {
    branch: '柳树村支部',
    name: '三组党小组',
    workplaceKind: 'villager_group',
    workplace: '柳树村三组',
    leader: 5,
    members: [6, 8, 9],
  },
];

export async function fillPartyGroups(ctx: Ctx, town: Town): Promise<void> {
  for (const group of groups) {
    const member = (nth: number) => town.members.get(group.branch)?.[nth] ?? '';
    await setUpGroup(ctx, {
      branchId: town.orgs.get(group.branch) ?? '',
      name: group.name,
      workplaceKind: group.workplaceKind,
      workplace: group.workplace,
      leaderId: member(group.leader),
      how: 'appointed',
      memberIds: group.members.map(member),
      on: ctx.today.toString(),
      basis: '支部委员会研究决定',
    });
  }
}
