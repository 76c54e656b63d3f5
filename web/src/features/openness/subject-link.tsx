/** From a publication back to the record that it makes public. */
import { useTranslation } from 'react-i18next';
import { AppLink } from '../../ui/app-link.tsx';

const places = {
  village_decision_case: {
    pathOf: (id: string) => `/village-decisions/${id}`,
    labelKey: 'openness.subject.village_decision_case',
  },
  branch_pledges: {
    pathOf: (id: string) => `/pledges?org=${id}`,
    labelKey: 'openness.subject.branch_pledges',
  },
  branch_posts: {
    pathOf: (id: string) => `/engagements?kind=post&org=${id}`,
    labelKey: 'openness.subject.branch_posts',
  },
  branch_households: {
    pathOf: (id: string) => `/engagements?kind=household&org=${id}`,
    labelKey: 'openness.subject.branch_households',
  },
} as const;

export function SubjectLink({ subject }: { subject: { type: string; id: string } }) {
  const { t } = useTranslation();
  if (!isPlace(subject.type)) return null;
  const { pathOf, labelKey } = places[subject.type];
  return <AppLink to={pathOf(subject.id)}>{t(labelKey)}</AppLink>;
}

/** A text written for the catalogue has no record of its own. */
export function isPlace(type: string): type is keyof typeof places {
  return type in places;
}
