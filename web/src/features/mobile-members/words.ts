/** Words and tones of mobile members, shared by their screens. */
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { mobileMembersApi } from '../../../../src/modules/mobile-members/api.ts';
import type { Prompt } from '../../../../src/modules/mobile-members/choices.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export type Summary = ReplyOf<typeof mobileMembersApi.listStays>['rows'][number];
export type StayView = ReplyOf<typeof mobileMembersApi.getStay>;

export const promptTone: Record<Prompt, Tone> = {
  lost: 'late',
  contact_late: 'late',
  should_transfer: 'waiting',
  contact_due: 'waiting',
};

export const stayReads = [mobileMembersApi.listStays, mobileMembersApi.getStay];
