/** Endpoints of the yearly appraisal of members. */
import { z } from 'zod';
import { moveViewOf, reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { excuses, grades, marks, modes, moveKeys, prompts, roundStates } from './choices.ts';
import { objectionText, selfText } from './own-api.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().min(1);
const year = z.int().min(2012).max(2100);
const why = z.string().trim().min(2).max(500);
const note = z.string().trim().min(2).max(300);
const count = z.int().min(0).max(10_000);
const path = '/api/appraisals';

const votes = z.object({
  excellent: count,
  qualified: count,
  basic: count,
  unqualified: count,
  unmarked: count,
});
const line = votes.extend({ id });
const tally = z.object({ issued: count, returned: count, invalid: count, lines: z.array(line).max(500) });

const summary = {
  id,
  org: z.object({ id, name: z.string() }),
  year,
  state: z.enum(roundStates),
  stateSince: day,
};

const meeting = z.object({ id, title: z.string(), on: day });

const memberView = z.object({
  id,
  personId: id,
  name: z.string(),
  kind: z.enum(['full', 'probationary']),
  graded: z.boolean(),
  excused: z.enum(excuses).nullable(),
  excusedNote: z.string().nullable(),
  /** That it was written; `late` when entered after the meeting. */
  self: z
    .object({
      writtenOn: day,
      recordedOn: day,
      onPaper: z.boolean(),
      late: z.boolean(),
    })
    .nullable(),
  /** Sums of ballots, for those who have to weigh them. */
  votes: votes.nullable(),
  /** Null before it was told, but for those who propose and confirm it. */
  grade: z.enum(grades).nullable(),
  gradeReason: z.string().nullable(),
  talk: z.object({ on: day, note: z.string() }).nullable(),
  prompts: z.array(z.enum(prompts)),
});

export const roundView = z.object({
  ...summary,
  version,
  mode: z.enum(modes),
  openedOn: day,
  today: day,
  inVillage: z.boolean(),
  meeting: meeting.nullable(),
  present: z.int().nullable(),
  masses: z.object({ on: day, note: z.string().nullable() }).nullable(),
  papers: z.object({ issued: count, returned: count, invalid: count, valid: count }).nullable(),
  round: z.int(),
  handedIn: z.int(),
  gradingMeeting: meeting.nullable(),
  proposedOn: day.nullable(),
  approvedOn: day.nullable(),
  reference: z.string().nullable(),
  toldOn: day.nullable(),
  objectionsUntil: day.nullable(),
  ceiling: z.object({
    most: z.int(),
    graded: z.int(),
    num: z.int(),
    den: z.int(),
    source: z.string(),
    certainty: z.enum(['certain', 'likely', 'check']),
  }),
  members: z.array(memberView),
  objections: z.array(
    z.object({
      id,
      memberId: id,
      name: z.string(),
      text: z.string().nullable(),
      madeOn: day,
      onPaper: z.boolean(),
      before: z.enum(grades),
      answer: z.string().nullable(),
      answeredOn: day.nullable(),
      after: z.enum(grades).nullable(),
    }),
  ),
  /** What is made known within the Party; null before the results were told. `because`: why it cannot be put forward yet. */
  results: z
    .object({
      members: count,
      graded: count,
      counts: z.array(z.object({ grade: z.enum(grades), people: count })),
      publicationId: id.nullable(),
      because: z.array(reasonView),
    })
    .nullable(),
  steps: z.array(
    z.object({
      move: z.enum(moveKeys),
      on: day,
      recordedOn: day,
      by: z.string(),
      why: z.string().nullable(),
    }),
  ),
  moves: z.array(moveViewOf(moveKeys).extend({ asksReason: z.boolean(), warnings: z.array(reasonView) })),
  /** Meetings to choose from for the next move. */
  meetings: z.array(meeting),
  may: z.object({ manage: z.boolean(), count: z.boolean(), approve: z.boolean() }),
});

const one = { id, version };
const reply = roundView;

export const appraisalsApi = {
  listRounds: endpoint({
    method: 'GET',
    path,
    permission: 'appraisals.read',
    summary: 'Rounds of the scope by year, in the order of the tree',
    request: z.object({
      year: z.coerce.number().int().optional(),
      state: z.enum(roundStates).optional(),
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    reply: z.object({
      rows: z.array(z.object({ ...summary, people: z.int(), selfDone: z.int() })),
      total: z.int(),
      years: z.array(z.int()),
      mayOpen: z.array(z.object({ id, name: z.string() })),
      today: day,
    }),
  }),
  openRound: endpoint({
    method: 'POST',
    path,
    permission: 'appraisals.manage',
    summary: 'Open the appraisal of a branch for a year',
    request: z.object({ orgId: id, year, mode: z.enum(modes).default('paper') }),
    reply: z.object({ id }),
  }),
  listCounts: endpoint({
    method: 'GET',
    path: `${path}/counts`,
    permission: 'appraisals.count',
    summary: 'Rounds whose papers are being counted',
    request: z.object({}),
    reply: z.object({ rows: z.array(z.object({ id, org: z.object({ id, name: z.string() }), year })) }),
  }),
  getRound: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'appraisals.read',
    summary: 'One round: how far it is, its people, and what can be done now',
    request: z.object({ id }),
    reply,
  }),
  enterPaper: endpoint({
    method: 'POST',
    path: `${path}/:id/papers`,
    permission: 'appraisals.manage',
    summary: 'Enter a self-assessment that was handed in on paper',
    request: z.object({ id, memberId: id, text: selfText, writtenOn: day }),
    reply,
  }),
  readSelf: endpoint({
    method: 'GET',
    path: `${path}/:id/papers/:memberId`,
    permission: 'appraisals.manage',
    summary: 'Read what one member wrote; the reading is recorded',
    request: z.object({ id, memberId: id }),
    reply: z.object({ name: z.string(), text: z.string() }),
  }),
  excuseMember: endpoint({
    method: 'POST',
    path: `${path}/:id/excuses`,
    permission: 'appraisals.manage',
    summary: "Excuse somebody from this year's appraisal with the reason, or take the excuse back",
    request: z.object({ id, memberId: id, excused: z.enum(excuses).nullable(), note: note.optional() }),
    reply,
  }),
  meet: endpoint({
    method: 'POST',
    path: `${path}/:id/meeting`,
    permission: 'appraisals.manage',
    summary: 'Name the meeting at which the branch appraised; from here on the papers are counted',
    request: z.object({
      ...one,
      meetingId: id,
      massesHeardOn: day.optional(),
      massesNote: z.string().trim().max(1000).optional(),
    }),
    reply,
  }),
  getCount: endpoint({
    method: 'GET',
    path: `${path}/:id/count`,
    permission: 'appraisals.count',
    summary: "The teller's screen: whom the ballots name, and the own sheet",
    request: z.object({ id }),
    reply: z.object({
      id,
      orgName: z.string(),
      year,
      round: z.int(),
      present: z.int(),
      members: z.array(z.object({ id, name: z.string() })),
      handedIn: z.int(),
      own: tally.nullable(),
      differences: z.array(
        z.object({ of: z.enum(['issued', 'returned', 'invalid', ...marks]), name: z.string().nullable() }),
      ),
      because: z.array(reasonView),
    }),
  }),
  handInSheet: endpoint({
    method: 'POST',
    path: `${path}/:id/count`,
    permission: 'appraisals.count',
    summary: 'Hand in the own count of the papers',
    request: z.object({ id, round: z.int().min(1), tally }),
    reply: z.object({ id }),
  }),
  countAgain: endpoint({
    method: 'POST',
    path: `${path}/:id/recount`,
    permission: 'appraisals.manage',
    summary: 'Have the papers counted anew, with the reason; the sheets so far stay',
    request: z.object({ ...one, why }),
    reply,
  }),
  proposeGrades: endpoint({
    method: 'POST',
    path: `${path}/:id/proposal`,
    permission: 'appraisals.manage',
    summary: "Put the grades forward that the branch's committee agreed on",
    request: z.object({
      ...one,
      meetingId: id,
      grades: z
        .array(
          z.object({
            id,
            grade: z.enum(grades),
            reason: z.string().trim().max(300).nullable().default(null),
          }),
        )
        .max(500),
    }),
    reply,
  }),
  returnGrades: endpoint({
    method: 'POST',
    path: `${path}/:id/return`,
    permission: 'appraisals.approve',
    summary: 'Send the proposal back to the branch with the reason',
    request: z.object({ ...one, why }),
    reply,
  }),
  approveGrades: endpoint({
    method: 'POST',
    path: `${path}/:id/approval`,
    permission: 'appraisals.approve',
    summary: 'Confirm the grades for the committee above',
    request: z.object({ ...one, approvedOn: day, reference: z.string().trim().min(2).max(80) }),
    reply,
  }),
  tellResults: endpoint({
    method: 'POST',
    path: `${path}/:id/telling`,
    permission: 'appraisals.manage',
    summary: 'Tell each member the own result; the window for objections begins',
    request: z.object(one),
    reply,
  }),
  recordTalk: endpoint({
    method: 'POST',
    path: `${path}/:id/talks`,
    permission: 'appraisals.manage',
    summary: 'Record the talk with a member whose grade prompts one',
    request: z.object({ id, memberId: id, on: day, note }),
    reply,
  }),
  enterObjection: endpoint({
    method: 'POST',
    path: `${path}/:id/objections`,
    permission: 'appraisals.manage',
    summary: 'Enter an objection that was handed in on paper',
    request: z.object({ id, memberId: id, text: objectionText, madeOn: day }),
    reply,
  }),
  answerObjection: endpoint({
    method: 'POST',
    path: `${path}/:id/objections/:objectionId`,
    permission: 'appraisals.approve',
    summary: 'Answer an objection: the grade stays or changes, both are kept',
    request: z.object({
      id,
      objectionId: id,
      answer: z.string().trim().min(5).max(1000),
      grade: z.enum(grades),
    }),
    reply,
  }),
  publishResults: endpoint({
    method: 'POST',
    path: `${path}/:id/publication`,
    permission: 'appraisals.manage',
    summary: 'Put the figures of the grades forward for publication within the Party',
    request: z.object({ id }),
    reply: z.object({ id }),
  }),
  closeRound: endpoint({
    method: 'POST',
    path: `${path}/:id/end`,
    permission: 'appraisals.manage',
    summary: 'Close the round once nobody can object any more',
    request: z.object(one),
    reply,
  }),
  withdrawRound: endpoint({
    method: 'POST',
    path: `${path}/:id/withdrawal`,
    permission: 'appraisals.manage',
    summary: 'Withdraw a round that was opened by mistake, before the meeting',
    request: z.object({ ...one, why }),
    reply,
  }),
} satisfies Api;
