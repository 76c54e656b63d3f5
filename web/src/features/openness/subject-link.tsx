/** From a publication back to the record that it makes public. */
import { useTranslation } from 'react-i18next';
import { AppLink } from '../../ui/app-link.tsx';

const places = {
  village_decision_case: { path: '/village-decisions', labelKey: 'openness.subject.village_decision_case' },
} as const;

export function SubjectLink({ subject }: { subject: { type: string; id: string } }) {
  const { t } = useTranslation();
  if (!isPlace(subject.type)) return null;
  const { path, labelKey } = places[subject.type];
  return <AppLink to={`${path}/${subject.id}`}>{t(labelKey)}</AppLink>;
}

/** A text written for the catalogue has no record of its own. */
export function isPlace(type: string): type is keyof typeof places {
  return type in places;
}
