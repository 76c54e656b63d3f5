/** An emergency that was handled before the discussions: what the case says of it, and the form that tells it. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi as api } from '../../../../src/modules/village-decisions/api.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import type { CaseView } from './words.ts';

export function ActedFirst({ of }: { of: CaseView }) {
  const { t, i18n } = useTranslation();
  const acted = of.actedFirst;
  if (!acted) return null;
  const { on, what, why, by, dueOn, late } = acted;
  return (
    <Section title={t('village_decisions.acted_first')}>
      <p>{t('village_decisions.acted_first_lead', { on: dayShort(on, i18n.language), by, what })}</p>
      <p>{t('village_decisions.acted_first_why', { why })}</p>
      <p>
        {late && <StateTag tone="late" label={t('village_decisions.supplement_late')} />}{' '}
        {t('village_decisions.supplement_due', { dueOn: dayShort(dueOn, i18n.language) })}
      </p>
    </Section>
  );
}

type Told = { on: string; what: string; why: string; by: string };

export function TellActedFirst({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.actFirst, { invalidates: [api.getCase] });
  return (
    <details className="step-form">
      <summary>{t('village_decisions.tell_acted_first')}</summary>
      <p>{t('village_decisions.tell_acted_first_hint')}</p>
      <ActForm
        act={act}
        draft={`village-decision-acted-first:${of.id}`}
        submitLabel={t('village_decisions.save')}
        initial={{ on: of.today }}
        toInput={(values: Told) => ({ id: of.id, version: of.version, ...values })}
        onDone={() => say(t('village_decisions.saved'))}
      >
        <Field name="on" label={t('village_decisions.q_acted_on')}>
          <Input type="date" max={of.today} />
        </Field>
        <Field name="what" label={t('village_decisions.q_acted_what')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
        <Field name="why" label={t('village_decisions.q_acted_why')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Field>
        <Field name="by" label={t('village_decisions.q_acted_by')}>
          <Input maxLength={120} />
        </Field>
      </ActForm>
    </details>
  );
}
