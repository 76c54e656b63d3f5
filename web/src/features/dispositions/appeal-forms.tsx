/** The forms of those who receive and answer appeals. */
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import { appealLevels, appealOutcomes } from '../../../../src/modules/dispositions/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { caseReads, type CaseView } from './words.tsx';

export function LodgeAppeal({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.lodgeAppeal, { invalidates: caseReads });
  return (
    <details>
      <summary>{t('dispositions.lodge')}</summary>
      <ActForm<typeof api.lodgeAppeal, Omit<InputOf<typeof api.lodgeAppeal>, 'id'>>
        name="lodge"
        act={act}
        initial={{ level: 'county', on: of.today }}
        toInput={(values) => ({ id: of.id, ...values })}
        submitLabel={t('dispositions.lodge')}
        onDone={() => say(t('dispositions.done'))}
      >
        <Field name="level" label={t('dispositions.appeal_to')}>
          <Select
            options={appealLevels.map((value) => ({ value, label: t(`dispositions.level.${value}`) }))}
          />
        </Field>
        <Field name="content" label={t('dispositions.own_appeal_text')}>
          <Input.TextArea rows={4} maxLength={4000} />
        </Field>
        <Field name="on" label={t('dispositions.on')}>
          <Input type="date" max={of.today} />
        </Field>
      </ActForm>
    </details>
  );
}

type Answer = Pick<InputOf<typeof api.answerAppeal>, 'outcome' | 'answer' | 'reference' | 'on'>;

export function AnswerAppeal({ of, appealId }: { of: CaseView; appealId: string }) {
  const { t } = useTranslation();
  const act = useAct(api.answerAppeal, { invalidates: caseReads });
  return (
    <details>
      <summary>{t('dispositions.answer')}</summary>
      <ActForm<typeof api.answerAppeal, Answer>
        name="answer"
        act={act}
        initial={{ on: of.today }}
        toInput={(values) => ({ id: of.id, appealId, version: of.version, ...values })}
        submitLabel={t('dispositions.answer')}
        onDone={() => say(t('dispositions.done'))}
      >
        <Field name="outcome" label={t('dispositions.outcome')}>
          <Radio.Group
            options={appealOutcomes.map((value) => ({
              value,
              label: t(`dispositions.appeal_outcome.${value}`),
            }))}
          />
        </Field>
        <Field name="answer" label={t('dispositions.answer_text')}>
          <Input.TextArea rows={4} maxLength={4000} />
        </Field>
        <Field name="reference" label={t('dispositions.reference')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('dispositions.on')}>
          <Input type="date" max={of.today} />
        </Field>
      </ActForm>
    </details>
  );
}
