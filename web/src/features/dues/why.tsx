/** Why this amount: each step with its rule, and what of it is not sure. */
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../../../src/modules/dues/api.ts';
import { useWords } from '../../lib/reasons.ts';

export function Why({ steps }: { steps: NonNullable<AccountView['standard']>['steps'] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ol className="dues-why">
      {steps.map((step) => (
        <li key={step.code}>
          {words(`dues.step.${step.code}`, step.params)}
          <small>
            {t('ui.cites', { cites: step.cites })}
            {step.certainty !== 'certain' && ` · ${t(`dues.certainty.${step.certainty}`)}`}
          </small>
        </li>
      ))}
    </ol>
  );
}
