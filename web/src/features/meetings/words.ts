/** Words and tones of meetings, shared by their screens. */
import type { MeetingState } from '../../../../src/modules/meetings/choices.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export const stateTone: Record<MeetingState, Tone> = {
  planned: 'plain',
  called: 'waiting',
  held: 'active',
  closed: 'done',
  cancelled: 'stopped',
  annulled: 'stopped',
};

/** Steps of the meeting page, in the address as `step`. */
export const steps = ['call', 'attendance', 'minutes', 'votes', 'close'] as const;
export type Step = (typeof steps)[number];

export function stepPath(id: string, step: Step): string {
  return `/meetings/${id}?step=${step}`;
}
