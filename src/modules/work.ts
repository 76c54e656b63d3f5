/** What waits for people, one line for each module; the work module gathers it. */
import type { WorkSource } from '../kernel/work.ts';
import { admissionWork } from './admission/work-source.ts';
import { dispositionWork } from './dispositions/work-source.ts';
import { appraisalWork, ownAppraisalWork } from './appraisals/work-source.ts';
import { duesWork } from './dues/work.ts';
import { meetingWork } from './meetings/work.ts';
import { memberRightsWork } from './member-rights/work-source.ts';
import { organizationChangeWork } from './organization-changes/work-source.ts';
import { termWork } from './organizations/work-source.ts';
import { mobileWork } from './mobile-members/work-source.ts';
import { parameterWork } from './parameters/work.ts';
import { engagementDecisionWork, ownEngagementWork } from './engagements/work-source.ts';
import { coverageWork } from './coverage/work-source.ts';
import { jointBuildingWork } from './joint-building/work-source.ts';
import { liaisonWork, ownLiaisonWork } from './liaison/work-source.ts';
import { ownPledgeWork, pledgeReviewWork } from './pledges/work-source.ts';
import { transferWork } from './transfers/work-source.ts';
import { villageDecisionWork } from './village-decisions/work-source.ts';

export const workSources: readonly WorkSource[] = [
  ...meetingWork,
  transferWork,
  mobileWork,
  termWork,
  ...organizationChangeWork,
  ...dispositionWork,
  pledgeReviewWork,
  ownPledgeWork,
  engagementDecisionWork,
  ownLiaisonWork,
  liaisonWork,
  coverageWork,
  jointBuildingWork,
  ownEngagementWork,
  ...memberRightsWork,
  villageDecisionWork,
  ...admissionWork,
  appraisalWork,
  ownAppraisalWork,
  ...duesWork,
  ...parameterWork,
];
