/** Accountability: who answered for a step, asked openly; opened, heard, ended. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { stepIds } from '../../../../src/modules/admission/choices.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { type CaseView, filled, stepWord } from './words.ts';

type Inquiry = CaseView['inquiries'][number];

export function Inquiries({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  if (of.inquiries.length === 0 && !of.may.inquire) return null;
  return (
    <Section title={t('admission.inquiries')}>
      {of.inquiries.map((inquiry) => (
        <One key={inquiry.id} of={of} inquiry={inquiry} />
      ))}
      {of.may.inquire && <Open of={of} />}
    </Section>
  );
}

function One({ of, inquiry }: { of: CaseView; inquiry: Inquiry }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <article className="entry-notice">
      <p className="tags">
        <Day date={inquiry.openedOn} short /> {inquiry.body}
        <StateTag
          tone={inquiry.outcome ? 'done' : 'waiting'}
          label={inquiry.outcome ? t('admission.inquiry_ended') : t('admission.inquiry_open')}
        />
      </p>
      <p>
        {inquiry.step && <strong>{words(stepWord(inquiry.step))} </strong>}
        {inquiry.reason}
      </p>
      {inquiry.statement && (
        <p>
          <small>{t('admission.field.statement')}</small> {inquiry.statement}
        </p>
      )}
      {inquiry.outcome && (
        <p>
          <small>{t('admission.field.outcome')}</small> {inquiry.outcome}
        </p>
      )}
      {of.may.inquire && !inquiry.outcome && <Next of={of} inquiry={inquiry} />}
    </article>
  );
}

function Next({ of, inquiry }: { of: CaseView; inquiry: Inquiry }) {
  const { t } = useTranslation();
  const hears = inquiry.statement === null;
  const hear = useAct(api.hearInquiry, { invalidates: [api.getCase] });
  const conclude = useAct(api.concludeInquiry, { invalidates: [api.getCase] });
  const base = { id: of.id, inquiryId: inquiry.id, version: inquiry.version };
  const done = () => say(t('admission.saved'));
  const day = (
    <Field name="on" label={t('admission.field.on')}>
      <Input type="date" max={of.today} />
    </Field>
  );
  return hears ? (
    <ActForm
      act={hear}
      name={`hear-${inquiry.id}`}
      submitLabel={t('admission.hear')}
      initial={{ on: of.today }}
      toInput={(values: { on: string; statement: string }) => ({ ...base, ...values })}
      onDone={done}
    >
      {day}
      <Field name="statement" label={t('admission.field.statement')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </ActForm>
  ) : (
    <ActForm
      act={conclude}
      name={`conclude-${inquiry.id}`}
      submitLabel={t('admission.conclude')}
      initial={{ on: of.today }}
      toInput={(values: { on: string; outcome: string }) => ({ ...base, ...values })}
      onDone={done}
    >
      {day}
      <Field name="outcome" label={t('admission.field.outcome')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </ActForm>
  );
}

function Open({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const act = useAct(api.openInquiry, { invalidates: [api.getCase] });
  return (
    <details className="step-form">
      <summary>{t('admission.open_inquiry')}</summary>
      <ActForm
        act={act}
        name="open-inquiry"
        submitLabel={t('admission.open_inquiry')}
        clearOnDone
        toInput={(values: { step?: (typeof stepIds)[number]; reason: string; body: string }) => ({
          id: of.id,
          reason: values.reason,
          body: values.body,
          ...filled({ step: values.step }),
        })}
        onDone={() => say(t('admission.saved'))}
      >
        <Field name="step" label={t('admission.field.step')} optional>
          <Select allowClear options={stepIds.map((value) => ({ value, label: words(stepWord(value)) }))} />
        </Field>
        <Field name="reason" label={t('admission.field.reason')}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Field>
        <Field name="body" label={t('admission.field.body')}>
          <Input maxLength={120} />
        </Field>
      </ActForm>
    </details>
  );
}
