/** All texts of the server and the staff app: one line for each module. */
import { messages as admissionMessages } from './admission/messages.ts';
import { noticeMessages as admissionNotices } from './admission/notice-messages.ts';
import { parameterMessages as admissionParameters } from './admission/parameter-messages.ts';
import { screenMessages as admissionScreens } from './admission/screen-messages.ts';
import { refusals as admissionRefusals } from './admission/refusals.ts';
import { appraisalMessages } from './appraisals/messages.ts';
import { starMessages } from './appraisals/star-messages.ts';
import { appraisalScreenMessages } from './appraisals/screen-messages.ts';
import { authMessages } from '../kernel/auth/messages.ts';
import { mergeCatalogues, type Catalogue } from '../kernel/i18n/catalogue.ts';
import { citationMessages } from '../kernel/i18n/citation-messages.ts';
import { periodMessages } from '../kernel/i18n/period-messages.ts';
import { messages as disclosureMessages } from '../kernel/disclosure/messages.ts';
import { backupMessages } from '../kernel/backup/messages.ts';
import { embeddedMessages } from '../kernel/db/embedded-messages.ts';
import { kernelMessages } from '../kernel/messages.ts';
import { paperMessages } from '../kernel/paper/messages.ts';
import { messages as rulesMessages } from '../kernel/rules-messages.ts';
import { messages as duesMessages } from './dues/messages.ts';
import { screenMessages as duesScreens } from './dues/screen-messages.ts';
import { workMessages } from './work/messages.ts';
import { meetingMessages } from './meetings/messages.ts';
import { publicMessages } from '../public/messages.ts';
import { memberMessages } from './members/messages.ts';
import { memberScreenMessages } from './members/screen-messages.ts';
import { servicesMessages } from '../kernel/services-messages.ts';
import { administrationMessages } from './administration/messages.ts';
import { rosterMessages } from './members/roster-messages.ts';
import { rosterProblemNames } from './members/roster-problem-names.ts';
import { opennessMessages } from './openness/messages.ts';
import { organizationMessages } from './organizations/messages.ts';
import { meetingParameterMessages } from './meetings/parameter-messages.ts';
import { calendarMessages } from './parameters/calendar-messages.ts';
import { parameterMessages } from './parameters/messages.ts';
import { dispositionMessages } from './dispositions/messages.ts';
import { dispositionScreenMessages } from './dispositions/screen-messages.ts';
import { correctionMessages } from './member-rights/correction-messages.ts';
import { memberRightsMessages } from './member-rights/messages.ts';
import { mobileMemberMessages } from './mobile-members/messages.ts';
import { engagementMessages } from './engagements/messages.ts';
import { partyGroupMessages } from './party-groups/messages.ts';
import { coverageMessages } from './coverage/messages.ts';
import { jointBuildingMessages } from './joint-building/messages.ts';
import { jointBuildingScreens } from './joint-building/screen-messages.ts';
import { partnershipMessages } from './partnerships/messages.ts';
import { liaisonMessages } from './liaison/messages.ts';
import { pledgeMessages } from './pledges/messages.ts';
import { organizationChangeMessages } from './organization-changes/messages.ts';
import { organizationChangeScreens } from './organization-changes/screen-messages.ts';
import { transferMessages } from './transfers/messages.ts';
import { caseMessages } from './village-decisions/case-messages.ts';
import { documentMessages } from '../kernel/paper/document-messages.ts';
import { policyMessages } from './policy/messages.ts';
import { readingMessages } from './policy/reading-messages.ts';
import { actingFirstMessages } from './village-decisions/acting-first-messages.ts';
import { messages as villageDecisionMessages } from './village-decisions/messages.ts';
import { decisionParameterMessages } from './village-decisions/parameter-messages.ts';
import { screenMessages as villageDecisionScreens } from './village-decisions/screen-messages.ts';

const parts = [
  kernelMessages,
  citationMessages,
  periodMessages,
  administrationMessages,
  authMessages,
  embeddedMessages,
  backupMessages,
  servicesMessages,
  rulesMessages,
  paperMessages,
  disclosureMessages,
  opennessMessages,
  publicMessages,
  organizationMessages,
  memberMessages,
  memberScreenMessages,
  meetingMessages,
  workMessages,
  rosterMessages,
  rosterProblemNames,
  villageDecisionMessages,
  caseMessages,
  parameterMessages,
  calendarMessages,
  meetingParameterMessages,
  decisionParameterMessages,
  documentMessages,
  readingMessages,
  policyMessages,
  actingFirstMessages,
  villageDecisionScreens,
  organizationChangeMessages,
  organizationChangeScreens,
  transferMessages,
  mobileMemberMessages,
  memberRightsMessages,
  correctionMessages,
  admissionMessages,
  admissionRefusals,
  admissionNotices,
  admissionParameters,
  admissionScreens,
  dispositionMessages,
  dispositionScreenMessages,
  pledgeMessages,
  engagementMessages,
  appraisalMessages,
  appraisalScreenMessages,
  starMessages,
  duesMessages,
  duesScreens,
  liaisonMessages,
  coverageMessages,
  partyGroupMessages,
  partnershipMessages,
  jointBuildingMessages,
  jointBuildingScreens,
] as const;

type KeysOf<Part> = Part extends Catalogue<infer Zh> ? keyof Zh : never;

/** Every key that exists; a key built at run time is checked by the catalogue test. */
export type MessageKey = KeysOf<(typeof parts)[number]>;

export const messages: Catalogue = mergeCatalogues([...parts]);
