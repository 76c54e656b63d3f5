/** Endpoints of admission. Each act has its own permission, so each is an endpoint of its own. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { noticeParts, priorityTags, sectors, stages, stepIds } from './choices.ts';
import { actFields, type ActKey, decidingActs, paperNotice } from './acts-api.ts';
import { caseLine, caseView, doneView } from './case-api.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().min(1);
const line = z.string().trim().min(1).max(120);
const text = z.string().trim().min(4).max(2000);
const percent = z.int().min(0).max(100).nullable().optional();
const path = '/api/admission';

const act = <Key extends ActKey>(key: Key, permission: string, summary: string) =>
  endpoint({
    method: 'POST',
    path: `${path}/:id/acts/${key.replaceAll('_', '-')}`,
    permission: `admission.${permission}`,
    request: z.object({ id, version, on: day.optional(), ...actFields[key] }),
    reply: doneView,
    summary,
  });

const shareView = z.object({
  key: z.string(),
  figure: z.string(),
  value: z.number(),
  percent: z.number().nullable(),
  target: z.number().nullable(),
});

export const admissionApi = {
  listCases: endpoint({
    method: 'GET',
    path,
    permission: 'admission.read',
    request: z.object({
      q: z.string().max(40).optional(),
      branch: id.optional(),
      stage: z.enum(stages).optional(),
      page: z.coerce.number().int().min(1).max(1000).optional(),
    }),
    reply: z.object({
      rows: z.array(caseLine),
      total: z.number(),
      counts: z.array(z.object({ stage: z.enum(stages), count: z.number() })),
      branches: z.array(z.object({ id, name: z.string() })),
      mayStart: z.boolean(),
    }),
    summary: 'Cases of admission with what is next in each, the longest waiting first.',
  }),
  getPlan: endpoint({
    method: 'GET',
    path: `${path}/plan`,
    permission: 'admission.read',
    request: z.object({ year: z.coerce.number().int().min(1990).max(2100).optional() }),
    reply: z.object({
      year: z.number(),
      asOf: day,
      orgId: id.nullable(),
      plan: z
        .object({
          quota: z.number(),
          womenPercent: z.number().nullable(),
          upTo35Percent: z.number().nullable(),
          collegePercent: z.number().nullable(),
          newSectorPercent: z.number().nullable(),
          reference: z.string(),
          version: z.number(),
        })
        .nullable(),
      used: z.number(),
      structure: z.array(shareView),
      stages: z.array(z.object({ key: z.string(), figure: z.string(), value: z.number() })),
      branchesWithout: z.number(),
      waitingLong: z.number(),
      mayPlan: z.boolean(),
    }),
    summary: 'The plan of a year, what was used of it, and the structure of those admitted.',
  }),
  setPlan: endpoint({
    method: 'POST',
    path: `${path}/plan`,
    permission: 'admission.plan',
    request: z.object({
      orgId: id,
      year: z.int().min(1990).max(2100),
      version: z.int().min(0),
      quota: z.int().min(0).max(10_000),
      womenPercent: percent,
      upTo35Percent: percent,
      collegePercent: percent,
      newSectorPercent: percent,
      reference: line,
    }),
    reply: z.object({ version: z.number() }),
    summary: 'Write the plan of a year with its quota and targets.',
  }),
  listMentees: endpoint({
    method: 'GET',
    path: `${path}/mentees`,
    permission: 'admission.observe',
    request: z.object({}),
    reply: z.object({
      rows: z.array(
        z.object({
          id,
          version: z.number(),
          name: z.string(),
          stage: z.enum(stages),
          act: z.enum(['observe', 'observe_probation']).nullable(),
          dueOn: day.nullable(),
          observed: z.array(z.object({ on: day, mentorOpinion: z.string() })),
          today: day,
        }),
      ),
    }),
    summary: 'People whom the reader accompanies as a mentor, with the observations so far.',
  }),
  getCase: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'admission.read',
    request: z.object({ id }),
    reply: caseView,
    summary: 'One case: the 25 steps, what is next, what cannot start and why; the read is recorded.',
  }),
  listChoices: endpoint({
    method: 'GET',
    path: `${path}/:id/choices`,
    permission: 'admission.read',
    request: z.object({ id }),
    reply: z.object({ people: z.array(z.object({ id, name: z.string() })) }),
    summary: 'Full members of the branch, from whom mentors and sponsors are chosen.',
  }),
  listDecisions: endpoint({
    method: 'GET',
    path: `${path}/:id/decisions`,
    permission: 'admission.read',
    request: z.object({ id, act: z.enum(decidingActs) }),
    reply: z.object({
      rows: z.array(
        z.object({
          decisionId: id,
          title: z.string(),
          question: z.string(),
          heldOn: day,
          path: z.string(),
          eligible: z.number(),
          present: z.number(),
          yes: z.number(),
          no: z.number(),
          abstain: z.number(),
          secret: z.boolean(),
        }),
      ),
    }),
    summary: 'Votes of closed meetings on which a step can rest.',
  }),
  registerApplication: endpoint({
    method: 'POST',
    path,
    permission: 'admission.record',
    request: z.object({
      branchId: id,
      name: z.string().trim().min(2).max(30),
      idNo: z.string().trim().length(18),
      mobile: z.string().trim().max(20).optional(),
      ethnicity: z.string().trim().max(20).optional(),
      education: z.string().trim().max(30).optional(),
      occupation: z.string().trim().max(60).optional(),
      sector: z.enum(sectors),
      tags: z.array(z.enum(priorityTags)).max(5).default([]),
      on: day,
      receivedBy: line,
      signed: z.boolean(),
    }),
    reply: z.object({ id, version: z.number() }),
    summary: 'Take in an application; one open case per person.',
  }),
  talk: act('talk', 'record', 'Record the talk with an applicant.'),
  confirmActivist: act(
    'confirm_activist',
    'decide',
    'Record that the branch committee confirmed an activist.',
  ),
  fileActivist: act('file_activist', 'file', 'Take an activist to the files of the committee above.'),
  assignMentors: act('assign_mentors', 'decide', 'Name the mentors: one or two full members.'),
  observe: act('observe', 'observe', 'Enter the observation of a half-year.'),
  confirmCandidate: act(
    'confirm_candidate',
    'decide',
    'Record that the branch committee confirmed a candidate.',
  ),
  fileCandidate: act('file_candidate', 'file', 'Answer on a candidate: filed, consented or objected.'),
  assignSponsors: act('assign_sponsors', 'decide', 'Name the two sponsors.'),
  reviewPolitically: act(
    'review_politically',
    'review_politically',
    'Enter the conclusion of the political review.',
  ),
  train: act('train', 'file', 'Enter the candidates’ training.'),
  reviewByCommittee: act(
    'review_by_committee',
    'decide',
    'Record the branch committee’s review of the papers.',
  ),
  prereview: act('prereview', 'file', 'Pass the pre-review of the committee above.'),
  fillForm: act('fill_form', 'record', 'Enter the number of the admission form.'),
  holdBranchMeeting: act(
    'hold_branch_meeting',
    'decide',
    'Take the branch meeting’s vote on admission, won or lost.',
  ),
  talkByCommittee: act('talk_by_committee', 'file', 'Record the talk that the committee above has.'),
  decideAdmission: act(
    'decide_admission',
    'approve',
    'Take the town committee’s vote on admission, won or lost.',
  ),
  fileWithCounty: act('file_with_county', 'file', 'Enter the filing with the county.'),
  place: act('place', 'record', 'Place the new member in a Party group.'),
  takeOath: act('take_oath', 'record', 'Record the oath.'),
  observeProbation: act('observe_probation', 'observe', 'Enter the observation of a half-year of probation.'),
  requestConversion: act('request_conversion', 'record', 'Take in the request for conversion.'),
  holdConversionMeeting: act(
    'hold_conversion_meeting',
    'decide',
    'Take the branch meeting’s vote: conversion, extension or revocation.',
  ),
  decideConversion: act(
    'decide_conversion',
    'approve',
    'Take the town committee’s vote on the branch’s resolution.',
  ),
  archive: act('archive', 'file', 'Enter where the papers are kept.'),
  returnPapers: act('return_papers', 'file', 'Return papers that are not complete.'),
  prereviewAgain: act(
    'prereview_again',
    'file',
    'Review anew what the branch did not put to its meeting in time.',
  ),
  returnToBranch: act('return_to_branch', 'file', 'Return a resolution that was not approved in time.'),
  cease: act('cease', 'decide', 'End a case with its reason.'),
  takeBack: endpoint({
    method: 'POST',
    path: `${path}/:id/take-back`,
    permission: 'admission.correct',
    request: z.object({ id, version, why: text }),
    reply: doneView,
    summary: 'Take back the last entry, which was a mistake; it stays on record as undone.',
  }),
  putForwardNotice: endpoint({
    method: 'POST',
    path: `${path}/:id/notices`,
    permission: 'admission.put_forward',
    request: z.object({ id, version, part: z.enum(noticeParts) }),
    reply: z.object({}),
    summary: 'Put a notice forward for publication.',
  }),
  recordPaperNotice: endpoint({
    method: 'POST',
    path: `${path}/:id/paper-notices`,
    permission: 'admission.put_forward',
    request: z.object({ id, version, ...paperNotice }),
    reply: z.object({}),
    summary: 'Record a notice that hung on paper.',
  }),
  openInquiry: endpoint({
    method: 'POST',
    path: `${path}/:id/inquiries`,
    permission: 'admission.inquire',
    request: z.object({ id, step: z.enum(stepIds).optional(), reason: text, body: line }),
    reply: z.object({ id }),
    summary: 'Open an inquiry into who answered for a step.',
  }),
  hearInquiry: endpoint({
    method: 'POST',
    path: `${path}/:id/inquiries/:inquiryId/hearing`,
    permission: 'admission.inquire',
    request: z.object({ id, inquiryId: id, version, on: day, statement: text }),
    reply: z.object({ id }),
    summary: 'Put down what those concerned said.',
  }),
  concludeInquiry: endpoint({
    method: 'POST',
    path: `${path}/:id/inquiries/:inquiryId/outcome`,
    permission: 'admission.inquire',
    request: z.object({ id, inquiryId: id, version, on: day, outcome: text }),
    reply: z.object({ id }),
    summary: 'End an inquiry with what the body decided.',
  }),
} satisfies Api;
