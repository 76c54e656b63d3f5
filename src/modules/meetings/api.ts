/** Endpoints of meetings and of the rosters of bodies. */
import { z } from 'zod';
import { attachmentApi } from '../../kernel/files/api.ts';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { attendance, bodies, choices, kindKeys, states, voteModes } from './choices.ts';
import { followUpView } from './follow-ups-api.ts';
import { answerView } from './own-api.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().min(1);
const reason = z.string().trim().min(2).max(300);
const title = z.string().trim().min(2).max(120);
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);
const count = z.int().min(0).max(1_000_000);
const pageNumber = z.coerce.number().int().min(1).max(1000).default(1);

/** One line of the list. */
export const meetingLine = z.object({
  id,
  orgId: id,
  orgName: z.string(),
  kind: z.enum(kindKeys),
  title: z.string(),
  place: z.string(),
  /** The day held, else the day planned. */
  on: day,
  startsAt: z.string(),
  state: z.enum(states),
  recordedOn: day.nullable(),
  present: z.int(),
  shouldCome: z.int(),
});

/** One comparison of a quorum or a verdict; `unit` names who is counted (`ballot.count.<unit>`). */
const comparison = z.object({
  unit: z.string(),
  met: z.boolean(),
  have: z.int(),
  needed: z.int(),
  base: z.int(),
  num: z.int(),
  den: z.int(),
  operator: z.enum(['atLeast', 'moreThan']),
});

const ruleView = z.object({
  cites: z.string(),
  certainty: z.enum(['certain', 'likely', 'check']),
  noticeDays: z.int().nullable(),
  noticeBinds: z.boolean(),
  quorumFor: z.enum(['holding', 'deciding']),
  mayDecide: z.boolean(),
});

const attendeeView = z.object({
  id,
  name: z.string(),
  votes: z.boolean(),
  guest: z.boolean(),
  status: z.enum(attendance),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  /** What the person said ahead; the mark is made at the meeting all the same. */
  announced: answerView.nullable(),
});

const papers = z.object({
  issued: count,
  returned: count,
  unreturned: count,
  valid: count,
  invalid: count,
});
const paperCount = papers.extend({ yes: count, no: count, abstain: count });

const voteView = z.object({
  id,
  itemId: id.nullable(),
  question: z.string(),
  mode: z.enum(voteModes),
  state: z.enum(['open', 'decided', 'void']),
  electorate: z.object({ unit: z.string(), eligible: z.int(), present: z.int() }).nullable(),
  counts: z.object({ yes: z.int(), no: z.int(), abstain: z.int(), papers: papers.optional() }).nullable(),
  passed: z.boolean().nullable(),
  comparison: comparison.nullable(),
  cites: z.string().nullable(),
  voidReason: z.string().nullable(),
  named: z.array(z.object({ attendeeId: id, choice: z.enum(choices) })),
  /** Names of those who have counted, never their figures while the count is open. */
  tellers: z.array(z.string()),
  paperState: z.enum(['waiting', 'third_needed', 'recount', 'agreed']).nullable(),
});

const moveView = z.object({
  move: z.string(),
  to: z.enum(states),
  available: z.boolean(),
  because: z.array(reasonView),
});

export const meetingView = z.object({
  id,
  version,
  org: z.object({ id, name: z.string() }),
  kind: z.enum(kindKeys),
  title: z.string(),
  place: z.string(),
  state: z.enum(states),
  stateReason: z.string().nullable(),
  plannedOn: day,
  startsAt: z.string(),
  calledOn: day.nullable(),
  toldOn: day.nullable(),
  /** Three dates apart: held, recorded, due; `dueOn` only where the kind discharges a duty. */
  heldOn: day.nullable(),
  recordedOn: day.nullable(),
  dueOn: day.nullable(),
  lateness: z.enum(['none', 'recorded']).nullable(),
  host: z.string().nullable(),
  recorder: z.string().nullable(),
  closedBy: z.string().nullable(),
  rule: ruleView,
  /** Reminders that do not stop the call, such as a short notice. */
  reminders: z.array(reasonView),
  items: z.array(z.object({ id, title: z.string(), minutes: z.string(), version })),
  attendees: z.array(attendeeView),
  /** Units counted by head; empty where people are listed by name. */
  heads: z.array(z.object({ unit: z.string(), eligible: z.int(), present: z.int() })),
  quorum: z.object({ met: z.boolean(), alternatives: z.array(comparison) }).nullable(),
  mayVote: z.object({ now: z.boolean(), because: z.array(reasonView) }),
  votes: z.array(voteView),
  corrections: z.array(
    z.object({ id, text: z.string(), reason: z.string(), at: z.iso.datetime(), by: z.string() }),
  ),
  subjects: z.array(z.object({ type: z.string(), id })),
  followUps: z.array(followUpView),
  /** What earlier meetings of the same body left open on this one's day. */
  carriedOver: z.array(followUpView),
  moves: z.array(moveView),
  /** Whom the notices reached; empty before the call. */
  told: z.object({ reached: z.int(), opened: z.int(), onPaper: z.int() }),
  /** Files that those who are called may open. */
  papers: z.array(id),
  may: z.object({ manage: z.boolean(), count: z.boolean() }),
});

export type MeetingView = z.infer<typeof meetingView>;

const whole = meetingView;
const one = z.object({ id });
const versioned = one.extend({ version });

const seatView = z.object({
  id,
  orgId: id,
  orgName: z.string(),
  body: z.enum(bodies),
  name: z.string(),
  household: z.string(),
  sex: z.enum(['male', 'female']).nullable(),
  isMember: z.boolean(),
  from: day,
  to: day.nullable(),
});

export const meetingsApi = {
  listMeetings: endpoint({
    method: 'GET',
    path: '/api/meetings',
    permission: 'meetings.read',
    summary:
      'Meetings of the scope, the newest first; by month, kind, state, organization, words of the title',
    request: z.object({
      q: z.string().max(60).optional(),
      month: z
        .string()
        .regex(/^\d{4}-\d{2}$/u)
        .optional(),
      kind: z.enum(kindKeys).optional(),
      state: z.enum(states).optional(),
      org: id.optional(),
      /** Only records that counted on this day, of its year: what a figure of that day counted. */
      stoodOn: day.optional(),
      page: pageNumber,
    }),
    reply: z.object({ rows: z.array(meetingLine), total: z.int(), mayPlan: z.boolean() }),
  }),
  planOptions: endpoint({
    method: 'GET',
    path: '/api/meetings/plan',
    permission: 'meetings.manage',
    summary: 'What can be planned where, with the rule of each kind and the place and hour of last time',
    request: z.object({}),
    reply: z.object({
      today: day,
      organizations: z.array(
        z.object({
          id,
          name: z.string(),
          kinds: z.array(
            z.object({
              kind: z.enum(kindKeys),
              lastPlace: z.string().nullable(),
              lastStartsAt: z.string().nullable(),
              noticeDays: z.int().nullable(),
              noticeBinds: z.boolean(),
              cites: z.string(),
            }),
          ),
        }),
      ),
    }),
  }),
  planMeeting: endpoint({
    method: 'POST',
    path: '/api/meetings',
    permission: 'meetings.manage',
    summary: 'Plan a meeting, also one already held that is entered late',
    request: z.object({
      orgId: id,
      kind: z.enum(kindKeys),
      title,
      place: z.string().trim().min(1).max(80),
      plannedOn: day,
      startsAt: hour,
      agenda: z.array(title).min(1).max(30),
      subject: z.object({ type: z.string().regex(/^[a-z_]{2,40}$/u), id }).optional(),
    }),
    reply: one,
  }),
  getMeeting: endpoint({
    method: 'GET',
    path: '/api/meetings/:id',
    permission: 'meetings.read',
    summary: 'One meeting: who should come, quorum, minutes, votes, and what can be done now',
    request: one,
    reply: whole,
  }),
  callMeeting: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/call',
    permission: 'meetings.manage',
    summary: 'Tell those who should come: day, place, agenda; with the day and hour as the caller saw them',
    request: versioned.extend({ plannedOn: day.optional(), startsAt: hour.optional() }),
    reply: whole,
  }),
  changePlan: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/plan',
    permission: 'meetings.manage',
    summary: 'Put a plan right before anybody was called',
    request: versioned.extend({
      title,
      place: z.string().trim().min(1).max(80),
      plannedOn: day,
      startsAt: hour,
    }),
    reply: whole,
  }),
  postponeMeeting: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/postponement',
    permission: 'meetings.manage',
    summary: 'Put the meeting off to another day, with the reason',
    request: versioned.extend({ plannedOn: day, startsAt: hour, reason }),
    reply: whole,
  }),
  beginMeeting: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/beginning',
    permission: 'meetings.manage',
    summary: 'The meeting takes or took place; `toldOn` where people were told outside the system',
    request: versioned.extend({ heldOn: day.optional(), toldOn: day.optional() }),
    reply: whole,
  }),
  cancelMeeting: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/cancellation',
    permission: 'meetings.manage',
    summary: 'Call the meeting off, with the reason',
    request: versioned.extend({ reason }),
    reply: whole,
  }),
  closeMeeting: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/closing',
    permission: 'meetings.manage',
    summary: 'Close the record; from here on it counts',
    request: versioned.extend({ host: z.string().trim().max(60), recorder: z.string().trim().max(60) }),
    reply: whole,
  }),
  annulMeeting: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/annulment',
    permission: 'meetings.annul',
    summary: 'Say that a closed record does not count, with the reason',
    request: versioned.extend({ reason }),
    reply: one,
  }),
  correctRecord: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/corrections',
    permission: 'meetings.manage',
    summary: 'Say beside a closed record what was wrong in it',
    request: one.extend({ text: z.string().trim().min(2).max(2000), reason }),
    reply: whole,
  }),
  addItem: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/items',
    permission: 'meetings.manage',
    summary: 'Add a point to the agenda',
    request: one.extend({ title }),
    reply: whole,
  }),
  writeMinutes: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/items/:itemId/minutes',
    permission: 'meetings.manage',
    summary: 'Write what was said on one point',
    request: versioned.extend({ itemId: id, minutes: z.string().trim().max(20_000) }),
    reply: z.object({ version }),
  }),
  tapAttendance: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/attendance',
    permission: 'meetings.manage',
    summary: 'Mark who came; the latest tap on a person stands, every tap is kept',
    request: one.extend({
      taps: z
        .array(
          z.object({
            attendeeId: id,
            status: z.enum(['present', 'excused', 'absent']),
            reason: z.string().trim().max(100).optional(),
            tappedAt: z.iso.datetime(),
          }),
        )
        .min(1)
        .max(500),
    }),
    reply: whole,
  }),
  countHeads: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/heads',
    permission: 'meetings.manage',
    summary: 'Heads of an assembly: entitled and present, by unit',
    request: versioned.extend({
      turnout: z.record(z.string().max(40), z.object({ eligible: count, present: count })),
    }),
    reply: whole,
  }),
  addGuest: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/guests',
    permission: 'meetings.manage',
    summary: 'Somebody who was not on the list: heard, without a vote',
    request: one.extend({ name: z.string().trim().min(1).max(60) }),
    reply: whole,
  }),
  openVote: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/votes',
    permission: 'meetings.manage',
    summary: 'Put a question to the vote',
    request: one.extend({
      itemId: id.optional(),
      question: z.string().trim().min(2).max(300),
      mode: z.enum(voteModes),
    }),
    reply: z.object({ voteId: id }),
  }),
  countHands: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/votes/:voteId/hands',
    permission: 'meetings.manage',
    summary: 'Hands as counted',
    request: one.extend({ voteId: id, yes: count, no: count, abstain: count }),
    reply: whole,
  }),
  callNames: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/votes/:voteId/names',
    permission: 'meetings.manage',
    summary: 'Every present voter by name',
    request: one.extend({
      voteId: id,
      cast: z
        .array(z.object({ attendeeId: id, choice: z.enum(choices) }))
        .min(1)
        .max(500),
    }),
    reply: whole,
  }),
  voidVote: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/votes/:voteId/voiding',
    permission: 'meetings.manage',
    summary: 'Say that a vote does not count, with the reason',
    request: one.extend({ voteId: id, reason }),
    reply: whole,
  }),
  getCount: endpoint({
    method: 'GET',
    path: '/api/counts/:voteId',
    permission: 'meetings.count',
    summary: 'What a teller sees: the question and whether a sheet is awaited; no figure of anybody else',
    request: z.object({ voteId: id }),
    reply: z.object({
      voteId: id,
      meetingId: id,
      orgName: z.string(),
      title: z.string(),
      question: z.string(),
      state: z.enum(['waiting', 'third_needed', 'recount', 'decided', 'void']),
      round: z.int(),
      sheets: z.int(),
      because: z.array(reasonView),
      own: paperCount.nullable(),
      result: z.object({ count: paperCount, passed: z.boolean() }).nullable(),
      mayOpenMeeting: z.boolean(),
    }),
  }),
  handInSheet: endpoint({
    method: 'POST',
    path: '/api/counts/:voteId/sheets',
    permission: 'meetings.count',
    summary: "One teller's count of the papers",
    request: z.object({ voteId: id, count: paperCount }),
    reply: z.object({ state: z.enum(['waiting', 'third_needed', 'recount', 'decided']) }),
  }),
  listBodies: endpoint({
    method: 'GET',
    path: '/api/bodies',
    permission: 'meetings.read',
    summary: 'Who sits in the bodies of the scope, or of one organization',
    request: z.object({
      q: z.string().max(60).optional(),
      org: id.optional(),
      body: z.enum(bodies).optional(),
      page: pageNumber,
    }),
    reply: z.object({ rows: z.array(seatView), total: z.int(), mayManage: z.boolean() }),
  }),
  addBodyMember: endpoint({
    method: 'POST',
    path: '/api/bodies',
    permission: 'meetings.manage',
    summary: 'Give somebody a seat in a body from a day on',
    request: z.object({
      orgId: id,
      body: z.enum(bodies),
      name: z.string().trim().max(60).optional(),
      personId: id.optional(),
      household: z.string().trim().max(60).optional(),
      sex: z.enum(['male', 'female']).optional(),
      from: day,
    }),
    reply: one,
  }),
  endBodyMember: endpoint({
    method: 'POST',
    path: '/api/bodies/:id/end',
    permission: 'meetings.manage',
    summary: 'End a seat with its last day',
    request: one.extend({ lastDay: day, reason }),
    reply: z.object({}),
  }),
  showPaper: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/papers/:fileId',
    permission: 'meetings.manage',
    summary: 'Show a file to those who are called, or keep it to the record again',
    request: one.extend({ fileId: id, shown: z.boolean() }),
    reply: whole,
  }),
  ...attachmentApi({ base: '/api/meetings/:id', read: 'meetings.read', write: 'meetings.manage' }),
} satisfies Api;
