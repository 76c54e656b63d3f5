/** Every institution that runs, one line for each module. */
import type { Institution } from '../kernel/institution.ts';
import { admissionInstitutions } from './admission/institutions.ts';
import { dispositionInstitutions } from './dispositions/institutions.ts';
import { appraisalInstitutions } from './appraisals/institutions.ts';
import { partyGroupInstitutions } from './party-groups/institutions.ts';
import { coverageInstitutions } from './coverage/institutions.ts';
import { duesInstitutions } from './dues/institutions.ts';
import { meetingInstitutions } from './meetings/institutions.ts';
import { memberInstitutions } from './members/institutions.ts';
import { organizationChangeInstitutions } from './organization-changes/institutions.ts';
import { opennessInstitutions } from './openness/institutions.ts';
import { policyInstitutions } from './policy/institutions.ts';
import { memberRightsInstitutions } from './member-rights/institutions.ts';
import { mobileMemberInstitutions } from './mobile-members/institutions.ts';
import { engagementInstitutions } from './engagements/institutions.ts';
import { jointBuildingInstitutions } from './joint-building/institutions.ts';
import { liaisonInstitutions } from './liaison/institutions.ts';
import { pledgeInstitutions } from './pledges/institutions.ts';
import { villageDecisionInstitutions } from './village-decisions/institutions.ts';

export const institutions: readonly Institution[] = [
  ...memberInstitutions,
  ...organizationChangeInstitutions,
  ...mobileMemberInstitutions,
  ...dispositionInstitutions,
  ...pledgeInstitutions,
  ...engagementInstitutions,
  ...memberRightsInstitutions,
  ...liaisonInstitutions,
  ...coverageInstitutions,
  ...partyGroupInstitutions,
  ...jointBuildingInstitutions,
  ...meetingInstitutions,
  ...opennessInstitutions,
  ...villageDecisionInstitutions,
  ...admissionInstitutions,
  ...appraisalInstitutions,
  ...duesInstitutions,
  ...policyInstitutions,
];
