/** What the supervision committee said at each step, and its form while the matter is open. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi as api } from '../../../../src/modules/village-decisions/api.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { stateWord, type CaseView } from './words.ts';

export function Opinions({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  // Before filing the opinion is asked for in its place among the steps.
  const mayGive = of.may.supervise && !['result_published', 'archived', 'withdrawn'].includes(of.state);
  if (of.opinions.length === 0 && !mayGive) return null;
  return (
    <Section title={t('village_decisions.supervision')}>
      <ul className="plain-list">
        {of.opinions.map((one) => (
          <li key={`${one.on}${one.text}`}>
            <small>
              {t('village_decisions.opinion_at', { state: words(stateWord(one.state)) })} ·{' '}
              <Day date={one.on} short /> · {one.by}
            </small>
            <p>{one.text}</p>
          </li>
        ))}
      </ul>
      {mayGive && (
        <details className="step-form">
          <summary>{t('village_decisions.give_opinion')}</summary>
          <OpinionForm of={of} />
        </details>
      )}
    </Section>
  );
}

export function OpinionForm({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.supervise, { invalidates: [api.getCase] });
  return (
    <ActForm
      act={act}
      draft={`village-decision-supervision:${of.id}`}
      submitLabel={t('village_decisions.save')}
      clearOnDone
      initial={{ on: of.today }}
      toInput={(values: { on: string; text: string }) => ({ id: of.id, version: of.version, ...values })}
      onDone={() => say(t('village_decisions.saved'))}
    >
      <Field name="on" label={t('village_decisions.supervised_on')}>
        <Input type="date" max={of.today} />
      </Field>
      <Field name="text" label={t('village_decisions.supervision')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </ActForm>
  );
}
