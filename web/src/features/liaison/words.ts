/** Words and tones of liaison, shared by its screens. */
import type { TFunction } from 'i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { liaisonApi } from '../../../../src/modules/liaison/api.ts';
import type { NeedState, Prompt } from '../../../../src/modules/liaison/choices.ts';
import { mayDo, type Session } from '../../lib/session.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export type Summary = ReplyOf<typeof liaisonApi.listPairs>['rows'][number];
export type ToVisit = ReplyOf<typeof liaisonApi.listToVisit>['rows'][number];
export type PairView = ReplyOf<typeof liaisonApi.getPair>;

export const promptTone: Record<Prompt, Tone> = {
  visit_late: 'late',
  visit_due: 'waiting',
  term_over: 'waiting',
};

export const needTone: Record<NeedState, Tone> = { open: 'waiting', done: 'done', not_done: 'plain' };

export const pairReads = [liaisonApi.listPairs, liaisonApi.listToVisit, liaisonApi.getPair];

/** The register for those who read it, the own page for everybody else. */
export function crumbHome(t: TFunction, session: Session): { label: string; to: string } {
  return mayDo(session, 'liaison.read')
    ? { label: t('liaison.title'), to: '/liaison' }
    : { label: t('members.own.title'), to: '/own-record' };
}
