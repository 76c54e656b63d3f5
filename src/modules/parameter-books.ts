/** Every book of dated numbers that a town may look into, one line for each module. */
import { disclosureParameters } from '../kernel/disclosure/rulebook.ts';
import type { AnyParameterBook } from '../kernel/parameters.ts';
import { admissionParameters } from './admission/parameters.ts';
import { dispositionParameters } from './dispositions/rulebook.ts';
import { appraisalParameters } from './appraisals/rulebook.ts';
import { starParameters } from './appraisals/star-rulebook.ts';
import { duesParameters } from './dues/parameters.ts';
import { meetingParameters } from './meetings/rulebook.ts';
import { rightsParameters } from './member-rights/rulebook.ts';
import { sizeParameters } from './organizations/size-rulebook.ts';
import { changeParameters } from './organization-changes/rulebook.ts';
import { termParameters } from './organizations/term-rulebook.ts';
import { mobileParameters } from './mobile-members/rulebook.ts';
import { documentParameters } from './policy/parameters.ts';
import { liaisonParameters } from './liaison/rulebook.ts';
import { partnershipParameters } from './partnerships/rulebook.ts';
import { pledgeParameters } from './pledges/rulebook.ts';
import { transferParameters } from './transfers/rulebook.ts';
import { decisionParameters } from './village-decisions/parameters.ts';

export const parameterBooks: readonly AnyParameterBook[] = [
  meetingParameters,
  decisionParameters,
  admissionParameters,
  appraisalParameters,
  starParameters,
  duesParameters,
  transferParameters,
  mobileParameters,
  termParameters,
  sizeParameters,
  changeParameters,
  dispositionParameters,
  pledgeParameters,
  rightsParameters,
  liaisonParameters,
  partnershipParameters,
  disclosureParameters,
  documentParameters,
];
