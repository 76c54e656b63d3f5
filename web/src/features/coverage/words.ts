/** Words and tones of coverage, shared by its screens. */
import type { TFunction } from 'i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { coverageApi as api } from '../../../../src/modules/coverage/api.ts';
import type { Gap } from '../../../../src/modules/coverage/choices.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export type Summary = ReplyOf<typeof api.listUnits>['rows'][number];
export type ToSurvey = ReplyOf<typeof api.listToSurvey>['rows'][number];
export type UnitView = ReplyOf<typeof api.getUnit>;

export const unitReads = [api.listUnits, api.listToSurvey, api.getUnit];

export const gapTone: Record<Gap, Tone> = {
  survey: 'waiting',
  form: 'late',
  own_branch: 'waiting',
  below_own_branch: 'waiting',
  reason: 'waiting',
  instructor: 'waiting',
  venue: 'plain',
  ties: 'plain',
};

/** What the fields of a survey give: numbers are typed as text. */
export type FoundFields = {
  on: string;
  staff: string;
  fullMembers: string;
  instructor?: string;
  hasVenue?: boolean;
  uncoveredBecause?: string;
};

export function foundOf(values: FoundFields) {
  return {
    on: values.on,
    staff: Number(values.staff),
    fullMembers: Number(values.fullMembers),
    hasVenue: values.hasVenue ?? false,
    ...(values.instructor && { instructor: values.instructor }),
    ...(values.uncoveredBecause && { uncoveredBecause: values.uncoveredBecause as 'other' }), // one of the options
  };
}

export function formLabel(t: TFunction, { form, by }: Pick<Summary, 'form' | 'by'>): string {
  if (form === null) return t('coverage.none_covers');
  return by ? `${t(`coverage.form.${form}`)} · ${by.name}` : t(`coverage.form.${form}`);
}
