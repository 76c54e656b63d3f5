/** Keys of words that are put together from the server's values, and readers of what is typed. */
import type { caseStates } from '../../../../src/modules/village-decisions/choices.ts';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export type CaseView = ReplyOf<typeof villageDecisionsApi.getCase>;
export type MeetingView = CaseView['meetings'][number];
export type State = (typeof caseStates)[number];

const procedure = 'procedure.four_discussions_two_disclosures';

export const stateWord = (state: string): string => `${procedure}.state.${state}`;
export const moveWord = (move: string): string => `${procedure}.move.${move}`;
export const matterWord = (matter: string): string => `village_decisions.matter.${matter}`;
export const meetingWord = (meeting: string): string => `village_decisions.meeting.${meeting}`;

export function stateTone(state: State): Tone {
  if (state === 'archived') return 'done';
  if (state === 'withdrawn') return 'stopped';
  return state === 'published' ? 'waiting' : 'active';
}

/** Names or places typed in one line. */
export function listOf(text: string): string[] {
  return text
    .split(/[、，,;；\s]+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Yuan as typed, to fen; undefined when nothing was typed. */
export function fenOf(yuan: number | null | undefined): number | undefined {
  return yuan === null || yuan === undefined ? undefined : Math.round(yuan * 100);
}

export function yuanOf(fen: number | null): number | undefined {
  return fen === null ? undefined : fen / 100;
}

/** The values without what was left empty. */
export function filled<V extends object>(values: V): V {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as V; // only optional fields may be empty: the form asks for the others
}
