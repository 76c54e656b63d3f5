/** Objections with both grades: before, and after the answer. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { appraisalsApi as api } from '../../../../src/modules/appraisals/api.ts';
import { grades, type Grade } from '../../../../src/modules/appraisals/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { roundReads, type RoundView } from './words.tsx';

type Of = { of: RoundView };
type Objection = RoundView['objections'][number];

export function Objections({ of }: Of) {
  const { t } = useTranslation();
  return (
    <Section title={t('appraisals.objections')}>
      {of.objections.length === 0 && <p>{t('appraisals.no_objections')}</p>}
      <ol className="appraisal-people">
        {of.objections.map((one) => (
          <li key={one.id}>
            <p>
              <PersonName name={one.name} /> <Day date={one.madeOn} />
            </p>
            {one.text && <p>{one.text}</p>}
            <BothGrades before={one.before} after={one.after} />
            {one.answer && (
              <p>
                {t('appraisals.answer')}：{one.answer}
              </p>
            )}
            {of.may.approve && one.answeredOn === null && <Answer of={of} objection={one} />}
          </li>
        ))}
      </ol>
      {of.may.manage && of.state === 'told' && (
        <details>
          <summary>{t('appraisals.enter_objection')}</summary>
          <EnterObjection of={of} />
        </details>
      )}
    </Section>
  );
}

export function BothGrades({ before, after }: { before: Grade; after: Grade | null }) {
  const { t } = useTranslation();
  const named = (grade: Grade) => t(`appraisals.grade.${grade}`);
  return (
    <p>
      {after
        ? t('appraisals.both_figures', { before: named(before), after: named(after) })
        : t('appraisals.before_only', { before: named(before) })}
    </p>
  );
}

function Answer({ of, objection }: Of & { objection: Objection }) {
  const { t } = useTranslation();
  const act = useAct(api.answerObjection, { invalidates: roundReads });
  return (
    <ActForm
      name={`answer-${objection.id}`}
      act={act}
      draft={`appraisal-answer:${objection.id}`}
      initial={{ grade: objection.before }}
      toInput={(values: { grade: Grade; answer: string }) => ({
        id: of.id,
        objectionId: objection.id,
        ...values,
      })}
      submitLabel={t('appraisals.send_answer')}
    >
      <Field name="grade" label={t('appraisals.answer_grade')}>
        <Select options={grades.map((value) => ({ value, label: t(`appraisals.grade.${value}`) }))} />
      </Field>
      <Field name="answer" label={t('appraisals.answer')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Field>
    </ActForm>
  );
}

function EnterObjection({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.enterObjection, { invalidates: roundReads });
  const graded = of.members.filter((member) => member.grade !== null);
  return (
    <ActForm
      name="objection"
      act={act}
      clearOnDone
      initial={{ madeOn: of.today }}
      toInput={(values: { memberId: string; text: string; madeOn: string }) => ({ id: of.id, ...values })}
      submitLabel={t('appraisals.enter_objection')}
    >
      <Field name="memberId" label={t('appraisals.member')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={graded.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field name="text" label={t('appraisals.objection_text')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Field>
      <Field name="madeOn" label={t('appraisals.made_on')}>
        <Input type="date" max={of.today} />
      </Field>
    </ActForm>
  );
}
