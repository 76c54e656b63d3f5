/** The one permission table, put together from each module's rows. */
import type { PermissionTable } from '../kernel/auth/permissions.ts';
import { administrationPermissions } from './administration/permissions.ts';
import { admissionPermissions } from './admission/permissions.ts';
import { appraisalPermissions } from './appraisals/permissions.ts';
import { duesPermissions } from './dues/permissions.ts';
import { meetingPermissions } from './meetings/permissions.ts';
import { memberPermissions } from './members/permissions.ts';
import { organizationChangePermissions } from './organization-changes/permissions.ts';
import { organizationPermissions } from './organizations/permissions.ts';
import { policyPermissions } from './policy/permissions.ts';
import { parameterPermissions } from './parameters/permissions.ts';
import { roles } from './roles.ts';
import { dispositionPermissions } from './dispositions/permissions.ts';
import { mobilePermissions } from './mobile-members/permissions.ts';
import { engagementPermissions } from './engagements/permissions.ts';
import { partyGroupPermissions } from './party-groups/permissions.ts';
import { coveragePermissions } from './coverage/permissions.ts';
import { jointBuildingPermissions } from './joint-building/permissions.ts';
import { liaisonPermissions } from './liaison/permissions.ts';
import { pledgePermissions } from './pledges/permissions.ts';
import { memberRightsPermissions } from './member-rights/permissions.ts';
import { transferPermissions } from './transfers/permissions.ts';
import { workPermissions } from './work/permissions.ts';
import { villageDecisionPermissions } from './village-decisions/permissions.ts';

const rows = {
  ...administrationPermissions,
  // disclosure: who proposes does not review, who reviews does not approve (公开2017)
  'disclosure.read': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'village_secretary',
    'village_committee',
    'graduate_village_official',
    'village_supervisor',
  ],
  'disclosure.propose': [
    'organization_officer',
    'party_building_clerk',
    'village_secretary',
    'village_committee',
    'graduate_village_official',
  ],
  'disclosure.review': ['party_building_clerk', 'discipline_inspector', 'village_supervisor'],
  'disclosure.approve': ['town_secretary', 'organization_officer', 'village_secretary'],
  'disclosure.publish': [
    'organization_officer',
    'party_building_clerk',
    'village_secretary',
    'village_committee',
    'graduate_village_official',
  ],
  // the notice board: everybody who holds a role in the town, but not who administers the system
  'disclosure.board': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'finance_officer',
    'village_secretary',
    'village_committee',
    'graduate_village_official',
    'village_supervisor',
    'member',
  ],
  // what is meant for the Party members alone
  'disclosure.board_members': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'village_secretary',
    'member',
  ],
  'disclosure.answer': [
    'organization_officer',
    'party_building_clerk',
    'village_secretary',
    'village_committee',
    'village_supervisor',
  ],
  ...organizationPermissions,
  ...organizationChangePermissions,
  ...memberPermissions,
  ...villageDecisionPermissions,
  ...admissionPermissions,
  ...appraisalPermissions,
  ...parameterPermissions,
  ...meetingPermissions,
  ...policyPermissions,
  ...duesPermissions,
  ...workPermissions,
  ...transferPermissions,
  ...mobilePermissions,
  ...dispositionPermissions,
  ...pledgePermissions,
  ...engagementPermissions,
  ...memberRightsPermissions,
  ...liaisonPermissions,
  ...coveragePermissions,
  ...partyGroupPermissions,
  ...jointBuildingPermissions,
} as const;

export const permissionTable: PermissionTable = { roles, permissions: { ...rows } };
