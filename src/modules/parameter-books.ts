/** Every book of dated numbers that a town may look into, one line for each module. */
import type { AnyParameterBook } from '../kernel/parameters.ts';
import { mobileParameters } from './mobile-members/rulebook.ts';
import { transferParameters } from './transfers/rulebook.ts';
import { decisionParameters } from './village-decisions/parameters.ts';

export const parameterBooks: readonly AnyParameterBook[] = [
  decisionParameters,
  transferParameters,
  mobileParameters,
];
