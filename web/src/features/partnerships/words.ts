/** Words and tones of partnerships, shared by their parts of a screen. */
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { partnershipsApi } from '../../../../src/modules/partnerships/api.ts';
import type { ItemState, PlanPrompt, SubjectType } from '../../../../src/modules/partnerships/choices.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export type PartnershipView = ReplyOf<typeof partnershipsApi.getPartnership>;
export type Plan = PartnershipView['plans'][number];
export type Item = Plan['items'][number];

/** Whose plans are shown. */
export type Subject = { type: SubjectType; id: string };

export const itemTone: Record<ItemState, Tone> = { open: 'waiting', done: 'done', not_done: 'plain' };

export const promptTone: Record<PlanPrompt, Tone> = {
  plan_late: 'late',
  review_late: 'late',
  plan_due: 'waiting',
  review_due: 'waiting',
};

export const reads = [partnershipsApi.getPartnership];
