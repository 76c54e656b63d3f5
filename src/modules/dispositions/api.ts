/** Endpoints of dispositions. */
import { z } from 'zod';
import { moveViewOf, reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import {
  appealLevels,
  appealOutcomes,
  branchMoves,
  causes,
  dispositionStates,
  failures,
  moveKeys,
  officeMoves,
  promptStages,
  recordKinds,
  taskOutcomes,
  townMoves,
  votedMoves,
  ways,
} from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().min(1);
const line = z.string().trim().min(1).max(120);
const text = z.string().trim().min(2).max(4000);
const why = z.string().trim().min(2).max(1000);
const path = '/api/dispositions';
const own = '/api/own-dispositions';

const person = z.object({ id, name: z.string() });
const lateness = { recordedOn: day, lateDays: z.int() };

const recordView = z.object({
  id,
  kind: z.enum(recordKinds),
  on: day,
  content: z.string(),
  isOwn: z.boolean(),
  by: z.string(),
  ...lateness,
});

const appealView = z.object({
  id,
  level: z.enum(appealLevels),
  lodgedOn: day,
  /** Null for those who do not answer it. */
  content: z.string().nullable(),
  dueOn: day,
  outcome: z.enum(appealOutcomes).nullable(),
  answeredOn: day.nullable(),
  answer: z.string().nullable(),
  reference: z.string().nullable(),
});

/** What staff and the person read alike. */
const story = {
  id,
  person,
  branch: z.string(),
  cause: z.enum(causes),
  question: z.string(),
  openedOn: day,
  state: z.enum(dispositionStates),
  stateSince: day,
  /** The last day of what is waited for. */
  dueOn: day.nullable(),
  way: z.enum(ways).nullable(),
  deadlineOn: day.nullable(),
  approvalReference: z.string().nullable(),
  /** The first day on which somebody who was delisted may ask to be admitted again. */
  rejoinFrom: z.object({ on: day, source: z.string() }).nullable(),
  tasks: z.array(
    z.object({
      id,
      task: z.string(),
      outcome: z.enum(taskOutcomes).nullable(),
      result: z.string().nullable(),
      notedOn: day.nullable(),
    }),
  ),
  decisions: z.array(
    z.object({
      decisionId: id,
      move: z.enum(votedMoves),
      heldOn: day,
      question: z.string(),
      way: z.enum(ways).nullable(),
      deadlineOn: day.nullable(),
      eligible: z.int(),
      present: z.int(),
      yes: z.int(),
      no: z.int(),
      abstain: z.int(),
    }),
  ),
  steps: z.array(
    z.object({ move: z.enum(moveKeys), on: day, by: z.string(), why: z.string().nullable(), ...lateness }),
  ),
  records: z.array(recordView),
  appeals: z.array(appealView),
};

export const caseView = z.object({
  ...story,
  version,
  moves: z.array(moveViewOf(moveKeys).extend({ asksReason: z.boolean() })),
  mayRecord: z.array(z.enum(recordKinds)),
  mayNoteTasks: z.boolean(),
  mayLodge: z.boolean(),
  mayAnswer: z.boolean(),
  /** The last day of a correction that is decided today. */
  longestUntil: day,
  today: day,
});

const moving = { id, version, on: day, why: why.optional() };

export const dispositionsApi = {
  listDispositions: endpoint({
    method: 'GET',
    path,
    permission: 'dispositions.read',
    summary: 'Cases in scope that wait for something, or those of a state; never the reader’s own',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      state: z.enum([...dispositionStates, 'under_way', 'appealed']).optional(),
    }),
    reply: z.object({
      rows: z.array(
        z.object({
          id,
          person,
          branch: z.string(),
          state: z.enum(dispositionStates),
          stateSince: day,
          way: z.enum(ways).nullable(),
          deadlineOn: day.nullable(),
        }),
      ),
      total: z.int(),
      may: z.object({ open: z.boolean() }),
    }),
  }),
  listContacts: endpoint({
    method: 'GET',
    path: `${path}/contacts`,
    permission: 'dispositions.read',
    summary: 'Members to contact and ask for the reason, by what the records say; nobody is judged by it',
    request: z.object({}),
    reply: z.object({
      rows: z.array(
        z.object({
          person: person.extend({ kind: z.enum(['full', 'probationary']) }),
          branch: z.string(),
          failure: z.enum(failures),
          since: day,
          stage: z.enum(promptStages),
          inquiry: z.object({ askedOn: day, reason: z.string(), isProper: z.boolean() }).nullable(),
        }),
      ),
      today: day,
    }),
  }),
  noteInquiry: endpoint({
    method: 'POST',
    path: `${path}/contacts`,
    permission: 'dispositions.keep',
    summary: 'Keep the reason that was found when the person was asked',
    request: z.object({
      personId: id,
      failure: z.enum(failures),
      since: day,
      askedOn: day,
      reason: why,
      isProper: z.boolean(),
    }),
    reply: z.object({}),
  }),
  checkPerson: endpoint({
    method: 'GET',
    path: `${path}/persons/:personId`,
    permission: 'dispositions.keep',
    summary: 'Whether a case can be opened for somebody, and earlier ones',
    request: z.object({ personId: id }),
    reply: z.object({
      because: z.array(reasonView),
      earlier: z.array(z.object({ id, question: z.string(), openedOn: day })),
    }),
  }),
  openDisposition: endpoint({
    method: 'POST',
    path,
    permission: 'dispositions.keep',
    summary: 'Begin to verify facts about a full member',
    request: z.object({
      personId: id,
      cause: z.enum(causes),
      question: text,
      openedOn: day,
      isPenalised: z.boolean(),
      earlierId: id.optional(),
    }),
    reply: z.object({ id }),
  }),
  getDisposition: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'dispositions.read',
    summary: 'One case with what is on file and what can be done; the opening is recorded',
    request: z.object({ id }),
    reply: caseView,
  }),
  addRecord: endpoint({
    method: 'POST',
    path: `${path}/:id/records`,
    permission: 'dispositions.read',
    summary: 'Keep what was found, said or delivered; branch and town each their own kinds',
    request: z.object({ id, kind: z.enum(recordKinds), on: day, content: text }),
    reply: caseView,
  }),
  noteTask: endpoint({
    method: 'POST',
    path: `${path}/:id/tasks/:taskId`,
    permission: 'dispositions.keep',
    summary: 'Note what came of one task of the correction',
    request: z.object({ id, taskId: id, outcome: z.enum(taskOutcomes), result: why, on: day }),
    reply: caseView,
  }),
  listMeetingVotes: endpoint({
    method: 'GET',
    path: `${path}/:id/votes`,
    permission: 'dispositions.read',
    summary: 'Votes of closed meetings that fit a move of the case',
    request: z.object({ id, move: z.enum(votedMoves) }),
    reply: z.object({
      rows: z.array(
        z.object({
          decisionId: id,
          title: z.string(),
          question: z.string(),
          heldOn: day,
          mode: z.enum(['hands', 'named', 'paper']),
          passed: z.boolean(),
          eligible: z.int(),
          present: z.int(),
          yes: z.int(),
          no: z.int(),
          abstain: z.int(),
        }),
      ),
    }),
  }),
  takeBranchDecision: endpoint({
    method: 'POST',
    path: `${path}/:id/branch-decision`,
    permission: 'dispositions.keep',
    summary: 'Carry the case by the secret ballot of the branch, with its way and terms',
    request: z.object({
      id,
      version,
      decisionId: id,
      way: z.enum(ways),
      deadlineOn: day.optional(),
      tasks: z.array(z.string().trim().min(2).max(300)).max(20).default([]),
    }),
    reply: caseView,
  }),
  takeTownDecision: endpoint({
    method: 'POST',
    path: `${path}/:id/town-decision`,
    permission: 'dispositions.check',
    summary: 'Carry the case by the vote of the town committee that approves',
    request: z.object({ id, version, decisionId: id, reference: line }),
    reply: caseView,
  }),
  takeReviewDecision: endpoint({
    method: 'POST',
    path: `${path}/:id/review-decision`,
    permission: 'dispositions.keep',
    summary: 'Conclude the correction by the vote of the branch that finds it done',
    request: z.object({ id, version, decisionId: id }),
    reply: caseView,
  }),
  moveAtBranch: endpoint({
    method: 'POST',
    path: `${path}/:id/branch-moves`,
    permission: 'dispositions.keep',
    summary: 'A move of the branch that needs no vote of its own',
    request: z.object({ ...moving, move: z.enum(branchMoves) }),
    reply: caseView,
  }),
  moveAtTown: endpoint({
    method: 'POST',
    path: `${path}/:id/town-moves`,
    permission: 'dispositions.check',
    summary: 'The town committee returns the matter to the branch or does not approve it',
    request: z.object({ ...moving, move: z.enum(townMoves) }),
    reply: caseView,
  }),
  carryOut: endpoint({
    method: 'POST',
    path: `${path}/:id/carrying-out`,
    permission: 'dispositions.carry_out',
    summary: 'Carry out in the roll what was approved, or file the case',
    request: z.object({ ...moving, move: z.enum(officeMoves) }),
    reply: caseView,
  }),
  lodgeAppeal: endpoint({
    method: 'POST',
    path: `${path}/:id/appeals`,
    permission: 'dispositions.answer',
    summary: 'Enter an appeal that came on paper',
    request: z.object({ id, level: z.enum(appealLevels), on: day, content: text }),
    reply: caseView,
  }),
  answerAppeal: endpoint({
    method: 'POST',
    path: `${path}/:id/appeals/:appealId`,
    permission: 'dispositions.answer',
    summary: 'Enter the answer to an appeal; an upheld one undoes the decision and restores the standing',
    request: z.object({
      id,
      appealId: id,
      version,
      outcome: z.enum(appealOutcomes),
      on: day,
      answer: text,
      reference: line,
    }),
    reply: caseView,
  }),
  listOwnDispositions: endpoint({
    method: 'GET',
    path: own,
    permission: 'signed_in',
    summary: 'The own cases: what is on file, the days, who opened them, how to be heard and to appeal',
    request: z.object({}),
    reply: z.object({
      cases: z.array(
        z.object({
          ...story,
          mayState: z.boolean(),
          /** Organizations to which an appeal can go now. */
          appealTo: z.array(z.enum(appealLevels)),
          noAppealBecause: z.array(reasonView),
        }),
      ),
      readings: z.array(z.object({ at: z.string(), by: z.string() })),
      today: day,
    }),
  }),
  stateOwnViews: endpoint({
    method: 'POST',
    path: `${own}/:id/statements`,
    permission: 'signed_in',
    summary: 'The own written statement',
    request: z.object({ id, content: text }),
    reply: z.object({}),
  }),
  appealForOneself: endpoint({
    method: 'POST',
    path: `${own}/:id/appeals`,
    permission: 'signed_in',
    summary: 'Appeal to a higher organization; it goes to the office, not through the branch',
    request: z.object({ id, level: z.enum(appealLevels), content: text }),
    reply: z.object({}),
  }),
} satisfies Api;
