import { messages } from '../../src/modules/messages.ts';
import type { DispositionState, RecordKind, Way } from '../../src/modules/dispositions/choices.ts';
import type { CountedVote, DispositionFacts } from '../../src/modules/dispositions/facts.ts';
import { dispositionProcedure } from '../../src/modules/dispositions/procedure.ts';
import { testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const onFile = (...kinds: RecordKind[]) =>
  kinds.map((kind) => ({ kind, on: day(kind === 'invitation' ? '2026-11-10' : '2026-11-20') }));

const base: DispositionFacts = {
  today: day('2026-11-23'),
  local: {},
  stateSince: day('2026-11-05'),
  branchId: 'branch',
  standing: { status: 'active', kind: 'full', orgId: 'branch' },
  records: onFile(
    'verification',
    'talk',
    'invitation',
    'statement',
    'hearing',
    'town_check',
    'delivery',
    'announcement',
    'withdrawal',
    'review',
  ),
  tasks: [{ isNoted: true }],
  isCorrectedBefore: false,
  hasOpenAppeal: false,
  voided: false,
  brought: { on: day('2026-11-21') },
};

const vote: CountedVote = {
  heldOn: day('2026-11-20'),
  fits: true,
  final: true,
  passed: true,
  mode: 'paper',
};
const terms = { way: 'rectify', deadlineOn: day('2027-05-20'), tasks: 2 } as const;
const wayOf: Readonly<Record<string, Way>> = {
  begin_correction: 'rectify',
  ask_to_withdraw: 'advise_withdrawal',
  delist: 'delist',
};

function ready(move: string): DispositionFacts {
  const way = wayOf[move];
  switch (move) {
    case 'resolve':
      return { ...base, brought: { vote, terms } };
    case 'approve':
    case 'confirm_correction':
      return { ...base, brought: { vote } };
    case 'not_corrected':
      return { ...base, deadlineOn: day('2026-11-20') };
    case 'revoke':
      return { ...base, brought: { on: day('2026-11-21'), isUpheld: true } };
    default:
      return { ...base, ...(way && { way }) };
  }
}

const without =
  (...kinds: RecordKind[]) =>
  (facts: DispositionFacts): DispositionFacts => ({
    ...facts,
    records: facts.records.filter(({ kind }) => !kinds.includes(kind)),
  });
const withVote =
  (change: Partial<CountedVote>) =>
  (facts: DispositionFacts): DispositionFacts => ({
    ...facts,
    brought: { ...facts.brought, vote: { ...vote, ...change } },
  });

testEveryMove<DispositionFacts, DispositionState>(dispositionProcedure, {
  ready,
  spoilt: {
    stands_in_branch: (facts) => ({
      ...facts,
      standing: { status: 'active', kind: 'probationary', orgId: 'branch' },
    }),
    'approve.stands_in_branch': (facts) => ({
      ...facts,
      standing: { status: 'active', kind: 'full', orgId: 'another' },
    }),
    'delist.stands_in_branch': (facts) => ({
      ...facts,
      standing: { status: 'deceased', kind: 'full', orgId: 'branch' },
    }),
    verified: without('verification'),
    talked: without('talk'),
    invited_in_time: (facts) => ({
      ...facts,
      records: facts.records.map((one) =>
        one.kind === 'invitation' ? { ...one, on: day('2026-11-18') } : one,
      ),
    }),
    stated_in_time: (facts) => ({
      ...facts,
      records: facts.records.map((one) =>
        one.kind === 'statement' ? { ...one, on: day('2026-11-21') } : one,
      ),
    }),
    heard_at_the_meeting: (facts) => ({
      ...facts,
      records: facts.records.map((one) => (one.kind === 'hearing' ? { ...one, on: day('2026-11-19') } : one)),
    }),
    decided_by_ballot: withVote({ mode: 'hands' }),
    decided_by_town: withVote({ passed: false }),
    found_by_branch: withVote({ passed: false }),
    way_settled: (facts) => ({
      ...facts,
      brought: { vote, terms: { way: 'rectify', deadlineOn: day('2027-11-21'), tasks: 0 } },
    }),
    votes_stand: (facts) => ({ ...facts, voided: true }),
    checked: without('town_check'),
    decided_as: (facts) => ({ ...facts, way: facts.way === 'delist' ? 'rectify' : 'delist' }),
    delivered: without('delivery'),
    announced: without('announcement'),
    withdrawn: without('withdrawal'),
    reviewed: without('review'),
    tasks_looked_at: (facts) => ({ ...facts, tasks: [{ isNoted: false }] }),
    deadline_passed: (facts) => ({ ...facts, deadlineOn: day('2026-11-21') }),
    no_open_appeal: (facts) => ({ ...facts, hasOpenAppeal: true }),
    appeal_upheld: (facts) => ({ ...facts, brought: { on: day('2026-11-21') } }),
    day_in_order: (facts) => ({ ...facts, stateSince: day('2026-11-22') }),
  },
  texts: messages,
});
