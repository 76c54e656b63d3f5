/** Objections to stars with both results; those on paper are entered by the branch and have a receipt. */
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { starsApi as api } from '../../../../src/modules/appraisals/star-api.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { BothStars, type Stars } from './star-mark.tsx';

const reads = [api.getStars];
type Of = { of: Stars };

export function StarObjections({ of }: Of) {
  const { t, i18n } = useTranslation();
  const mayEnter = of.may.manage && of.confirmedOn !== null;
  if (of.objections.length === 0 && !mayEnter) return null;
  return (
    <Section title={t('stars.objections')}>
      {of.objections.length === 0 && <p>{t('appraisals.no_objections')}</p>}
      <ol className="appraisal-people">
        {of.objections.map((one) => (
          <li key={one.id}>
            <p>
              <PersonName name={one.name} /> {t(`stars.dimension.${one.dimension}`)}
            </p>
            <p>{one.text}</p>
            {one.onPaper && (
              <p>
                {t('stars.on_paper', {
                  recorder: one.recorder,
                  on: one.recordedOn && dayShort(one.recordedOn, i18n.language),
                })}{' '}
                <AppLink to={`/appraisals/${of.id}/stars/receipts/${one.id}`}>{t('stars.receipt')}</AppLink>
              </p>
            )}
            <BothStars before={one.before} after={one.after} />
            {one.answer === null ? <Answer of={of} objection={one} /> : <p>{one.answer}</p>}
          </li>
        ))}
      </ol>
      {mayEnter && (
        <details>
          <summary>{t('stars.enter_objection')}</summary>
          <p>{t('stars.enter_objection_help')}</p>
          <OnPaper of={of} />
        </details>
      )}
    </Section>
  );
}

function OnPaper({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.enterStarObjection, { invalidates: reads });
  return (
    <ActForm
      name="paper"
      act={act}
      clearOnDone
      initial={{ madeOn: of.today }}
      toInput={({ markId, text, madeOn }: { markId: string; text: string; madeOn: string }) => ({
        id: of.id,
        markId,
        text,
        madeOn,
      })}
      submitLabel={t('stars.enter_objection')}
    >
      <Field name="markId" label={t('stars.which_star')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={of.members.flatMap(({ name, marks }) =>
            marks.map(({ id, dimension }) => ({
              value: id,
              label: `${name} ${t(`stars.dimension.${dimension}`)}`,
            })),
          )}
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

function Answer({ of, objection }: Of & { objection: Stars['objections'][number] }) {
  const { t } = useTranslation();
  const act = useAct(api.answerStarObjection, { invalidates: reads });
  return (
    <ActForm
      name={`star-${objection.id}`}
      act={act}
      initial={{ earned: objection.before }}
      toInput={(values: { earned: boolean; answer: string }) => ({
        id: of.id,
        objectionId: objection.id,
        ...values,
      })}
      submitLabel={t('appraisals.send_answer')}
    >
      <Field name="earned" label={t('stars.after')}>
        <Radio.Group
          options={[
            { value: true, label: t('stars.earned') },
            { value: false, label: t('stars.not_earned') },
          ]}
        />
      </Field>
      <Field name="answer" label={t('appraisals.answer')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Field>
    </ActForm>
  );
}
