import type { Desk } from '../../src/modules/member-rights/choices.ts';
import { requestProcedure, type RequestFacts } from '../../src/modules/member-rights/procedure.ts';
import { messages } from '../../src/modules/messages.ts';
import { testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const facts: RequestFacts = {
  today: day('2026-11-23'),
  desk: 'branch',
  free: ['branch', 'town', 'committee'],
  target: 'town',
  appealed: false,
  appeal: { until: day('2026-12-10'), source: '党员权利保障条例', to: 'town' },
};

testEveryMove(requestProcedure, {
  ready: () => facts,
  spoilt: {
    another_desk_is_free: (ready) => ({ ...ready, free: ['branch', 'committee'] satisfies Desk[] }),
    not_appealed_yet: (ready) => ({ ...ready, appealed: true }),
    within_appeal_time: (ready) => ({ ...ready, today: day('2026-12-11') }),
    level_above_exists: (ready) => ({
      ...ready,
      appeal: { until: day('2026-12-10'), source: '党员权利保障条例' },
    }),
  },
  texts: messages,
});
