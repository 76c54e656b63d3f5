/** What the survey found at one unit; begins with what the last one found. */
import { useTranslation } from 'react-i18next';
import { coverageApi as api } from '../../../../src/modules/coverage/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { FoundFields } from './found-fields.tsx';
import { foundOf, unitReads, type FoundFields as Found, type ToSurvey } from './words.ts';

type Known = Pick<
  ToSurvey,
  'id' | 'form' | 'staff' | 'fullMembers' | 'instructor' | 'hasVenue' | 'uncoveredBecause'
>;

export function SurveyForm({ unit, today, onSaved }: { unit: Known; today: string; onSaved?: () => void }) {
  const { t } = useTranslation();
  const act = useAct(api.surveyUnit, { invalidates: unitReads });
  return (
    <ActForm<typeof api.surveyUnit, Found>
      name={`survey-${unit.id}`}
      act={act}
      draft={`coverage.survey.${unit.id}`}
      initial={{
        on: today,
        ...(unit.staff !== null && { staff: String(unit.staff) }),
        ...(unit.fullMembers !== null && { fullMembers: String(unit.fullMembers) }),
        ...(unit.instructor !== null && { instructor: unit.instructor }),
        ...(unit.uncoveredBecause !== null && { uncoveredBecause: unit.uncoveredBecause }),
        hasVenue: unit.hasVenue ?? false,
      }}
      toInput={(values) => ({ id: unit.id, ...foundOf(values) })}
      submitLabel={t('coverage.save_survey')}
      onDone={() => {
        say(t('coverage.surveyed'));
        onSaved?.();
      }}
    >
      <FoundFields today={today} covered={unit.form !== null} />
    </ActForm>
  );
}
