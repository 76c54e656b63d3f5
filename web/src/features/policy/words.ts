/** Words that several screens of the board need. */
import type { TFunction } from 'i18next';
import type { BoardState } from '../../../../src/modules/policy/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export const tones: Record<BoardState, Tone> = {
  late: 'late',
  due: 'waiting',
  on_course: 'done',
  not_set_up: 'plain',
  narrative: 'plain',
  out_of_scope: 'plain',
};

export function articleName(t: TFunction, article: { number: number; title?: string }): string {
  const number =
    article.number > 0 ? t('board.article_no', { number: article.number }) : t('board.article_unnumbered');
  return article.title ? `${number}　${article.title}` : number;
}

/** Texts of duties, figures, units and catalogue rows come from each module's own catalogue. */
export function wordOf(
  t: TFunction,
  kind: 'duty' | 'figure' | 'unit' | 'catalogue' | 'role',
  key: string,
): string {
  return t(`${kind}.${key}` as MessageKey);
}

/** The address of a screen with its filters; empty ones are left out. */
export function addressOf(path: string, values: Record<string, string | undefined>): string {
  const query = new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

/** Days between two ISO days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
