/** The way of a case as two tables: one that ends in a first election, and one where nobody is elected. */
import type { Move, Procedure } from '../../kernel/procedure/procedure.ts';
import type { ChangeState, MoveKey } from './choices.ts';
import { dayInOrder, decidedByCommittee, enoughFullMembers, nothingRemains } from './conditions.ts';
import type { ChangeFacts } from './facts.ts';

type ChangeMove = Move<ChangeFacts> & { key: MoveKey };
export type ChangeProcedure = Procedure<ChangeFacts> & { moves: readonly ChangeMove[] };

const cites = '支部2018';

const upToEffect: readonly ChangeMove[] = [
  {
    key: 'approve',
    from: ['applied'],
    to: 'approved',
    permission: 'organization_changes.decide',
    direction: 'forward',
    conditions: [decidedByCommittee, enoughFullMembers],
    cites,
  },
  {
    key: 'send_back',
    from: ['applied'],
    to: 'returned',
    permission: 'organization_changes.decide',
    direction: 'back',
    asksReason: true,
    conditions: [],
  },
  {
    key: 'apply_again',
    from: ['returned'],
    to: 'applied',
    permission: 'organization_changes.apply',
    direction: 'forward',
    asksReason: true,
    conditions: [],
  },
  {
    key: 'withdraw',
    from: ['applied', 'returned'],
    to: 'withdrawn',
    permission: 'organization_changes.apply',
    direction: 'out',
    asksReason: true,
    conditions: [],
  },
  {
    // What was approved and cannot be carried out any more.
    key: 'revoke',
    from: ['approved'],
    to: 'withdrawn',
    permission: 'organization_changes.decide',
    direction: 'out',
    asksReason: true,
    conditions: [],
  },
  {
    key: 'take_effect',
    from: ['approved'],
    to: 'in_effect',
    permission: 'organization_changes.carry_out',
    direction: 'forward',
    conditions: [dayInOrder, enoughFullMembers, nothingRemains],
    cites,
  },
];

const elect: ChangeMove = {
  key: 'elect',
  from: ['in_effect'],
  to: 'elected',
  permission: 'organization_changes.carry_out',
  direction: 'forward',
  conditions: [dayInOrder],
  cites: '选举2020',
};
const fileFrom = (state: ChangeState): ChangeMove => ({
  key: 'file',
  from: [state],
  to: 'filed',
  permission: 'organization_changes.carry_out',
  direction: 'forward',
  conditions: [dayInOrder],
  cites,
});

const common = { applied: { initial: true }, returned: {}, approved: {}, in_effect: {} } as const;
const ends = { filed: { final: true }, withdrawn: { final: true } } as const;

export const withElection: ChangeProcedure = {
  key: 'organization_change',
  states: { ...common, elected: {}, ...ends },
  moves: [...upToEffect, elect, fileFrom('elected')],
};

/** A temporary branch is given its secretary; what ends elects nobody, and what others join goes on with its own term. */
export const withoutElection: ChangeProcedure = {
  key: 'organization_change',
  states: { ...common, ...ends },
  moves: [...upToEffect, fileFrom('in_effect')],
};

export function procedureOf(newKind: string | null): ChangeProcedure {
  return newKind === null || newKind === 'temporary_branch' ? withoutElection : withElection;
}
