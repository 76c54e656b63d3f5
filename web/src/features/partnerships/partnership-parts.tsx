/** The parts that every partnership's screen has: what it asks for, its plans with their reviews, the help given. */
import { useTranslation } from 'react-i18next';
import { partnershipsApi as api } from '../../../../src/modules/partnerships/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { MakePlan, YearPlan } from './plans.tsx';
import { Supports } from './supports.tsx';
import { promptTone, type PartnershipView, type Subject } from './words.ts';

export function PartnershipParts({ of }: { of: Subject }) {
  const { t } = useTranslation();
  const found = useEndpoint(api.getPartnership, of);
  return (
    <Loaded query={found}>
      {(view) => (
        <>
          <Section title={t('partnerships.plans')}>
            <Asked view={view} />
            {view.plans.length === 0 && <p>{t('partnerships.none')}</p>}
            {view.plans.map((plan) => (
              <YearPlan key={plan.year} of={of} view={view} plan={plan} />
            ))}
            {view.may.keep && view.plannable.length > 0 && <MakePlan of={of} view={view} />}
          </Section>
          <Supports of={of} view={view} />
        </>
      )}
    </Loaded>
  );
}

function Asked({ view }: { view: PartnershipView }) {
  const { t } = useTranslation();
  return view.prompts.map(({ key, year, dueOn }) => (
    <p key={`${key}${year}`}>
      <StateTag tone={promptTone[key]} label={t(`partnerships.tag.${key}`)} />{' '}
      {t(`partnerships.prompt.${key}`, { year: String(year), on: dueOn })}
    </p>
  ));
}
