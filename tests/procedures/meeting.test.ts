import { messages } from '../../src/modules/messages.ts';
import { meetingProcedure, type MeetingFacts } from '../../src/modules/meetings/procedure.ts';
import { ruleOf, type Attendee } from '../../src/modules/meetings/rules.ts';
import { testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const person: Attendee = { votes: true, guest: false, status: 'present' };

const spoil =
  (change: (facts: MeetingFacts) => Partial<MeetingFacts>) =>
  (facts: MeetingFacts): MeetingFacts => ({ ...facts, ...change(facts) });

const planned: MeetingFacts = {
  today: day('2026-11-01'),
  kind: 'villagers_assembly',
  rule: ruleOf('villagers_assembly', day('2026-11-20'), {}),
  heldOn: day('2026-11-20'),
  toldOn: undefined,
  host: '',
  recorder: '',
  items: [{ title: '清淤', minutes: '' }],
  attendees: [],
  turnout: {},
  votes: [],
};
const held: MeetingFacts = {
  ...planned,
  today: day('2026-11-20'),
  toldOn: day('2026-11-01'),
  host: '柳支书',
  recorder: '小唐',
  items: [{ title: '清淤', minutes: '讨论了方案' }],
  turnout: { villagers: { eligible: 100, present: 60 } },
};
const members = (facts: MeetingFacts): MeetingFacts => ({
  ...facts,
  kind: 'branch_members_meeting',
  rule: ruleOf('branch_members_meeting', facts.heldOn, {}),
  attendees: [person],
  turnout: { members: { eligible: 1, present: 1 } },
});

testEveryMove(meetingProcedure, {
  ready: (move) => (move === 'call' ? planned : held),
  spoilt: {
    day_not_past: spoil(() => ({ heldOn: day('2026-10-31') })),
    has_agenda: spoil(() => ({ items: [] })),
    somebody_should_come: spoil((facts) => ({ ...members(facts), attendees: [] })),
    notice_long_enough: spoil(() => ({ heldOn: day('2026-11-10') })),
    day_reached: spoil(() => ({ heldOn: day('2026-11-21') })),
    was_told: spoil(() => ({ toldOn: undefined })),
    host_and_recorder: spoil(() => ({ host: ' ', recorder: '' })),
    everybody_marked: spoil((facts) => ({
      ...members(facts),
      attendees: [person, { ...person, status: 'unknown' }],
    })),
    somebody_came: spoil((facts) => ({ ...members(facts), attendees: [{ ...person, status: 'absent' }] })),
    enough_to_be_held: spoil(() => ({ turnout: { villagers: { eligible: 100, present: 50 } } })),
    minutes_written: spoil(() => ({ items: [{ title: '清淤', minutes: ' ' }] })),
    votes_finished: spoil(() => ({
      votes: [{ question: '清淤', state: 'open', counts: undefined, passed: undefined }],
    })),
    votes_stand: spoil(() => ({
      turnout: { villagers: { eligible: 100, present: 90 } },
      votes: [{ question: '清淤', state: 'decided', counts: { yes: 40, no: 20, abstain: 0 }, passed: true }],
    })),
  },
  texts: messages,
});
