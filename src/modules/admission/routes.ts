/** Binds the endpoints of admission. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { type ActInput, type Done, makeEntry } from './acts.ts';
import { admissionApi } from './api.ts';
import { registerApplication } from './applications.ts';
import { getCase } from './case-view.ts';
import { takeBackEntry } from './corrections.ts';
import { listDecisions } from './decisions.ts';
import type { ActKey } from './acts-api.ts';
import { concludeInquiry, hearInquiry, openInquiry } from './inquiries.ts';
import { putForwardNotice, recordPaperNotice } from './notices.ts';
import { getPlan, setPlan } from './plans.ts';
import { listCases, listChoices, listMentees } from './queries.ts';

const act =
  (key: ActKey) =>
  (ctx: Ctx, input: ActInput): Promise<Done> =>
    makeEntry(ctx, key, input);

const nothing =
  <Input>(work: (ctx: Ctx, input: Input) => Promise<void>) =>
  async (ctx: Ctx, input: Input): Promise<Record<string, never>> => {
    await work(ctx, input);
    return {};
  };

export const admissionRoutes: Bound[] = bind(admissionApi, {
  listCases,
  getPlan,
  setPlan,
  listMentees,
  getCase,
  listChoices,
  listDecisions,
  registerApplication,
  talk: act('talk'),
  confirmActivist: act('confirm_activist'),
  fileActivist: act('file_activist'),
  assignMentors: act('assign_mentors'),
  observe: act('observe'),
  confirmCandidate: act('confirm_candidate'),
  fileCandidate: act('file_candidate'),
  assignSponsors: act('assign_sponsors'),
  reviewPolitically: act('review_politically'),
  train: act('train'),
  reviewByCommittee: act('review_by_committee'),
  prereview: act('prereview'),
  fillForm: act('fill_form'),
  holdBranchMeeting: act('hold_branch_meeting'),
  talkByCommittee: act('talk_by_committee'),
  decideAdmission: act('decide_admission'),
  fileWithCounty: act('file_with_county'),
  place: act('place'),
  takeOath: act('take_oath'),
  observeProbation: act('observe_probation'),
  requestConversion: act('request_conversion'),
  holdConversionMeeting: act('hold_conversion_meeting'),
  decideConversion: act('decide_conversion'),
  archive: act('archive'),
  returnPapers: act('return_papers'),
  prereviewAgain: act('prereview_again'),
  returnToBranch: act('return_to_branch'),
  cease: act('cease'),
  takeBack: takeBackEntry,
  putForwardNotice: nothing(putForwardNotice),
  recordPaperNotice: nothing(recordPaperNotice),
  openInquiry,
  hearInquiry,
  concludeInquiry,
});
