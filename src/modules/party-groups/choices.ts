/** Words of Party groups that the server, the contract and the staff app share. */
export const workplaceKinds = ['workshop', 'team', 'villager_group', 'other'] as const;
export type WorkplaceKind = (typeof workplaceKinds)[number];

export const leaderWays = ['appointed', 'elected'] as const;
export type LeaderWay = (typeof leaderWays)[number];
