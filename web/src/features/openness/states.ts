/** How the states of publications and of the catalogue look; the words are the server's. */
import type { Tone } from '../../ui/state-tag.tsx';

export const publicationTones: Record<string, Tone> = {
  proposed: 'waiting',
  reviewed: 'waiting',
  approved: 'active',
  published: 'done',
  corrected: 'plain',
  ended: 'plain',
  returned: 'stopped',
};

export const catalogueTones: Record<string, Tone> = {
  late: 'late',
  due: 'waiting',
  running: 'plain',
  published_late: 'done',
  on_time: 'done',
};
