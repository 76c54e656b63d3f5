/** Endpoints of the four discussions and two disclosures. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import {
  caseStates,
  countedUnits,
  decisionBodies,
  disclosureParts,
  evidenceKinds,
  evidenceSteps,
  enteredMethods,
  matterKeys,
  motionSources,
  votedSteps,
  votingMeetings,
} from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.number().int().min(1);
const count = z.number().int().min(0).max(1_000_000);
const reason = z.string().trim().min(4).max(1000);
const line = z.string().trim().min(1).max(120);
const fen = z.number().int().min(0).max(1_000_000_000_000);
const certainty = z.enum(['certain', 'likely', 'check']);
const path = '/api/village-decisions';

/** A reason as data; the reader's side puts it into words (`refusal.<code>` and so on). */
export const reasonData = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  cites: z.string().optional(),
  remedy: z.string().optional(),
  possibleFrom: day.optional(),
  field: z.string().optional(),
  who: z.string().optional(),
});

const share = z.object({ operator: z.enum(['atLeast', 'moreThan']), num: z.number(), den: z.number() });
const period = z.object({ days: z.number(), unit: z.enum(['calendar', 'working']) });

/** One body that may decide the matter, with what its meeting must satisfy. */
const bodyOption = z.object({
  body: z.enum(decisionBodies),
  authorized: z.boolean(),
  cites: z.string(),
  certainty,
  quorum: z.array(share.extend({ unit: z.string() })),
  quorumCites: z.string(),
  pass: share.extend({ of: z.string() }),
  passCites: z.string(),
  notice: period.nullable(),
});

/** A comparison with its numbers: `have` against `needed` of `base`. */
const comparison = z.object({
  met: z.boolean(),
  have: z.number(),
  needed: z.number(),
  base: z.number(),
  num: z.number(),
  den: z.number(),
  operator: z.enum(['atLeast', 'moreThan']),
  of: z.string(),
  cites: z.string(),
  certainty,
});
export const verdictView = z.object({
  passed: z.boolean(),
  quorum: z.array(comparison),
  votes: comparison.nullable(),
  because: z.array(reasonData),
});

const paperCount = z.object({
  issued: count,
  returned: count,
  unreturned: count,
  valid: count,
  invalid: count,
  yes: count,
  no: count,
  abstain: count,
});

const meetingView = z.object({
  id,
  step: z.enum(votedSteps),
  meeting: z.enum(votingMeetings),
  noticedOn: day.nullable(),
  plannedOn: day.nullable(),
  heldOn: day.nullable(),
  place: z.string().nullable(),
  authorizationReference: z.string().nullable(),
  textNo: z.number().nullable(),
  unit: z.string().nullable(),
  eligible: z.number().nullable(),
  present: z.number().nullable(),
  method: z.string().nullable(),
  yes: z.number().nullable(),
  no: z.number().nullable(),
  abstain: z.number().nullable(),
  minutesSigned: z.boolean(),
  chair: z.string().nullable(),
  recorder: z.string().nullable(),
  townAttendee: z.string().nullable(),
  divergentViews: z.string().nullable(),
  decision: z.string().nullable(),
  setAside: z.boolean(),
  recordedBy: z.string(),
  recordedOn: day,
  verdict: verdictView.nullable(),
  /** Of a count on paper: how many sheets are in, what differs, whether the reader may hand in one. */
  count: z
    .object({
      state: z.enum(['waiting', 'third_needed', 'recount', 'agreed']),
      tellers: z.array(z.string()),
      differences: z.array(z.object({ field: z.string(), counted: z.array(z.number()) })),
      mayCount: z.boolean(),
      because: reasonData.nullable(),
    })
    .nullable(),
});

const stepView = z.object({
  move: z.string(),
  from: z.string(),
  to: z.string(),
  on: day,
  recordedOn: day,
  /** Days between the event and its entry, shown when it was late. */
  lateDays: z.number(),
  by: z.string(),
  why: z.string().nullable(),
  meetingId: id.nullable(),
});

const workView = z.object({
  id,
  version,
  what: z.string(),
  responsible: z.string(),
  fromOn: day,
  toOn: day,
  contractor: z.string().nullable(),
  plannedFen: z.number().nullable(),
  paidFen: z.number().nullable(),
  progress: z.number(),
  note: z.string().nullable(),
  doneOn: day.nullable(),
});

const disclosureView = z.object({
  part: z.enum(disclosureParts),
  publicationId: id,
  code: z.string(),
  state: z.string(),
  shownFrom: day.nullable(),
  shownUntil: day.nullable(),
  objections: z.number(),
  openObjections: z.number(),
  setAside: z.boolean(),
});

const taskView = z.object({
  move: z.string(),
  state: z.enum(['done', 'next', 'waiting', 'blocked']),
  available: z.boolean(),
  permission: z.string(),
  doneOn: day.nullable(),
  because: z.array(reasonData),
});

export const caseView = z.object({
  id,
  /** Such as 2026-003: the year and the number in it, within the village. */
  code: z.string(),
  village: z.object({ id, name: z.string() }),
  matter: z.enum(matterKeys),
  title: z.string(),
  group: z.string().nullable(),
  source: z.enum(motionSources),
  proposers: z.array(z.string()),
  movedOn: day,
  state: z.enum(caseStates),
  stateSince: day,
  version,
  consultation: z.object({ on: day, text: z.string() }).nullable(),
  supervision: z.object({ on: day, by: z.string(), text: z.string() }).nullable(),
  archiveNo: z.string().nullable(),
  resolutionPosting: z.object({ on: day, places: z.array(z.string()), lastDay: day.nullable() }).nullable(),
  resultPosting: z.object({ on: day, places: z.array(z.string()) }).nullable(),
  texts: z.array(
    z.object({
      no: z.number(),
      text: z.string(),
      substantive: z.boolean(),
      reason: z.string().nullable(),
      by: z.string(),
      on: day,
    }),
  ),
  meetings: z.array(meetingView),
  steps: z.array(stepView),
  works: z.array(workView),
  disclosures: z.array(disclosureView),
  /** An emergency that was handled before the discussions, and by when they must have led to the resolution. */
  actedFirst: z
    .object({ on: day, what: z.string(), why: z.string(), by: z.string(), dueOn: day, late: z.boolean() })
    .nullable(),
  /** Files by the step that they prove. */
  evidence: z.array(
    z.object({
      fileId: id,
      step: z.enum(evidenceSteps),
      kind: z.enum(evidenceKinds),
      name: z.string(),
      bytes: z.number(),
      by: z.string(),
      on: day,
    }),
  ),
  /** What the supervision committee said, and at which state of the case. */
  opinions: z.array(z.object({ state: z.enum(caseStates), on: day, by: z.string(), text: z.string() })),
  /** The main path, in order. */
  tasks: z.array(taskView),
  /** Returns and withdrawal that can be made now, or would be possible from here. */
  wayBack: z.array(
    z.object({
      move: z.string(),
      available: z.boolean(),
      permission: z.string(),
      because: z.array(reasonData),
    }),
  ),
  /** The step whose meeting is to be held now, with the first day on which it may be. */
  toVote: z
    .object({
      steps: z.array(z.enum(votedSteps)),
      meetings: z.array(z.enum(votingMeetings)),
      notice: z.array(
        z.object({ meeting: z.enum(votingMeetings), period, firstDay: day, cites: z.string() }),
      ),
    })
    .nullable(),
  bodies: z.array(bodyOption),
  may: z.object({
    record: z.boolean(),
    implement: z.boolean(),
    publish: z.boolean(),
    supervise: z.boolean(),
    actFirst: z.boolean(),
  }),
  today: day,
});

const caseLine = z.object({
  id,
  code: z.string(),
  village: z.string(),
  matter: z.enum(matterKeys),
  title: z.string(),
  state: z.enum(caseStates),
  stateSince: day,
  /** Sent back at least once. */
  returned: z.boolean(),
});

/** Each move has its own permission, so each is an endpoint of its own. */
const move = <Fields extends z.ZodRawShape>(key: string, permission: string, fields: Fields) =>
  endpoint({
    method: 'POST',
    path: `${path}/:id/moves/${key.replaceAll('_', '-')}`,
    permission: `village_decisions.${permission}`,
    request: z.object({ id, version, ...fields }),
    reply: caseView,
    summary: `Move a case: ${key.replaceAll('_', ' ')}.`,
  });
const why = { why: z.string().trim().max(1000).default('') };
const places = z.array(line).max(20);

const write = <Fields extends z.ZodRawShape>(
  noun: string,
  permission: string,
  { fields, summary }: { fields: Fields; summary: string },
) =>
  endpoint({
    method: 'POST',
    path: `${path}/:id/${noun}`,
    permission: `village_decisions.${permission}`,
    request: z.object({ id, version, ...fields }),
    reply: caseView,
    summary,
  });

const workFields = {
  what: line,
  responsible: line,
  fromOn: day,
  toOn: day,
  contractor: line.optional(),
  plannedFen: fen.optional(),
  paidFen: fen.optional(),
  progress: z.number().int().min(0).max(100).default(0),
  note: z.string().trim().max(500).optional(),
  doneOn: day.optional(),
};

export const villageDecisionsApi = {
  listCases: endpoint({
    method: 'GET',
    path,
    permission: 'village_decisions.read',
    request: z.object({
      q: z.string().max(60).optional(),
      village: id.optional(),
      /** A state, or 'open' for all that are under way. */
      state: z.enum([...caseStates, 'open']).optional(),
      matter: z.enum(matterKeys).optional(),
      page: z.coerce.number().int().min(1).max(1000).optional(),
    }),
    reply: z.object({
      rows: z.array(caseLine),
      total: z.number(),
      villages: z.array(z.object({ id, name: z.string() })),
      mayStart: z.boolean(),
    }),
    summary: 'Cases of the four discussions in the reader’s villages, newest first.',
  }),
  listMatters: endpoint({
    method: 'GET',
    path: `${path}/matters`,
    permission: 'village_decisions.read',
    request: z.object({ village: id.optional() }),
    reply: z.object({
      matters: z.array(z.object({ key: z.enum(matterKeys), bodies: z.array(bodyOption) })),
      /** Where the reader may start a case. */
      villages: z.array(z.object({ id, name: z.string() })),
    }),
    summary: 'Every matter with the bodies that may decide it today, their majorities and the law.',
  }),
  getCase: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'village_decisions.read',
    request: z.object({ id }),
    reply: caseView,
    summary: 'One case: what is done, what is next, what cannot start and why.',
  }),
  startCase: endpoint({
    method: 'POST',
    path,
    permission: 'village_decisions.record',
    request: z.object({
      villageId: id,
      matter: z.enum(matterKeys),
      title: z.string().trim().min(2).max(120),
      /** Only where the matter is one villagers' group's own. */
      group: line.optional(),
      source: z.enum(motionSources),
      proposers: z.array(line).min(1).max(60),
      plan: z.string().trim().min(1).max(20_000),
      movedOn: day,
    }),
    reply: z.object({ id, code: z.string() }),
    summary: 'Start a case with its motion.',
  }),
  writeText: write('texts', 'record', {
    fields: { text: z.string().trim().min(1).max(20_000), substantive: z.boolean(), reason },
    summary: 'Write the next version of the plan; a change of substance after the review returns the case.',
  }),
  consult: write('consultation', 'record', {
    fields: { on: day, text: reason },
    summary: 'Record the opinions heard before the proposal.',
  }),
  actFirst: write('acting-first', 'propose', {
    fields: { on: day, what: z.string().trim().min(2).max(500), why: reason, by: line },
    summary: 'Tell of an emergency that was handled before the discussions; they follow in full.',
  }),
  callMeeting: write('meetings', 'record', {
    fields: {
      step: z.enum(votedSteps),
      meeting: z.enum(votingMeetings),
      noticedOn: day,
      plannedOn: day,
      place: line.optional(),
    },
    summary: 'Call the meeting of a step; refused when the notice would be too short.',
  }),
  recordMeeting: write('records', 'record', {
    fields: {
      step: z.enum(votedSteps),
      meeting: z.enum(votingMeetings),
      noticedOn: day.optional(),
      heldOn: day,
      place: line.optional(),
      textNo: z.number().int().min(1),
      unit: z.enum(countedUnits),
      eligible: count,
      present: count,
      method: z.enum(enteredMethods),
      /** Of a show of hands; a count on paper comes by its sheets. */
      yes: count.optional(),
      no: count.optional(),
      abstain: count.optional(),
      minutesSigned: z.boolean(),
      chair: line.optional(),
      recorder: line.optional(),
      townAttendee: line.optional(),
      divergentViews: z.string().trim().max(2000).optional(),
      decision: z.string().trim().max(4000).optional(),
      authorizationReference: line.optional(),
    },
    summary: 'Record the meeting of a step with its attendance and votes.',
  }),
  listMeetingDecisions: endpoint({
    method: 'GET',
    path: `${path}/:id/meeting-decisions`,
    permission: 'village_decisions.record',
    request: z.object({ id, step: z.enum(votedSteps) }),
    reply: z.object({
      rows: z.array(
        z.object({
          decisionId: id,
          meeting: z.enum(votingMeetings),
          title: z.string(),
          question: z.string(),
          heldOn: day,
          path: z.string(),
          eligible: z.number(),
          present: z.number(),
          yes: z.number(),
          no: z.number(),
          abstain: z.number(),
        }),
      ),
    }),
    summary: 'Decisions of closed meetings that a step can take its record from.',
  }),
  takeFromMeeting: write('meeting-decisions', 'record', {
    fields: {
      step: z.enum(votedSteps),
      decisionId: id,
      textNo: z.number().int().min(1),
      authorizationReference: line.optional(),
    },
    summary: 'Take a step’s attendance and votes from a closed meeting’s record.',
  }),
  signMinutes: write('minutes', 'record', {
    fields: { meetingId: id, chair: line, recorder: line },
    summary: 'Note that chair and recorder have signed the minutes.',
  }),
  handInSheet: endpoint({
    method: 'POST',
    path: `${path}/:id/sheets`,
    permission: 'village_decisions.count',
    request: z.object({ id, meetingId: id, count: paperCount }),
    reply: caseView,
    summary: 'Hand in one teller’s count of the papers; two people count apart.',
  }),
  writeWork: write('works', 'implement', {
    fields: { workId: id.optional(), workVersion: version.optional(), ...workFields },
    summary: 'Add or change a piece of the work.',
  }),
  supervise: write('supervision', 'supervise', {
    fields: { on: day, text: reason },
    summary: 'Give the opinion of the supervision committee on the step at hand.',
  }),
  addEvidence: endpoint({
    method: 'POST',
    path: `${path}/:id/evidence`,
    permission: 'village_decisions.record',
    upload: true,
    request: z.object({ id, step: z.enum(evidenceSteps), kind: z.enum(evidenceKinds) }),
    reply: caseView,
    summary: 'Attach a file to the step that it proves.',
  }),
  getEvidence: endpoint({
    method: 'GET',
    path: `${path}/:id/evidence/:fileId`,
    permission: 'village_decisions.read',
    file: true,
    request: z.object({ id, fileId: z.uuid() }),
    reply: z.unknown(),
    summary: 'One file of a case.',
  }),
  removeEvidence: endpoint({
    method: 'DELETE',
    path: `${path}/:id/evidence/:fileId`,
    permission: 'village_decisions.record',
    request: z.object({ id, fileId: z.uuid(), reason: z.string().trim().min(2).max(200) }),
    reply: caseView,
    summary: 'Take a file off a case, with the reason.',
  }),
  proposeDisclosure: write('disclosures', 'publish', {
    fields: { part: z.enum(disclosureParts) },
    summary: 'Put the resolution or the result forward for publication.',
  }),
  propose: move('propose', 'propose', {}),
  proposeAndDeliberate: move('propose_and_deliberate', 'propose', {}),
  deliberate: move('deliberate', 'deliberate', {}),
  review: move('review', 'review', {}),
  resolve: move('resolve', 'resolve', {}),
  publishResolution: move('publish_resolution', 'publish', { postedOn: day, places }),
  beginImplementation: move('begin_implementation', 'implement', { on: day.optional() }),
  completeImplementation: move('complete_implementation', 'implement', { finishedOn: day }),
  publishResult: move('publish_result', 'publish', { postedOn: day, places }),
  archive: move('archive', 'archive', { archiveNo: z.string().trim().max(60) }),
  returnToMotion: move('return_to_motion', 'return', why),
  returnToProposal: move('return_to_proposal', 'return', why),
  returnToReview: move('return_to_review', 'return', why),
  withdraw: move('withdraw', 'withdraw', why),
} satisfies Api;
