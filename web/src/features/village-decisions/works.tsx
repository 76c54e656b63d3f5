/** The pieces of the work: planned, under way, done, with their money. */
import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Facts } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { fenOf, filled, yuanOf, type CaseView } from './words.ts';

type Work = CaseView['works'][number];
type Values = {
  what: string;
  responsible: string;
  fromOn: string;
  toOn: string;
  contractor?: string;
  planned?: number;
  paid?: number;
  progress?: number;
  note?: string;
  doneOn?: string;
};

export function Works({ of }: { of: CaseView }) {
  const { t, i18n } = useTranslation();
  const isOpen = of.may.implement && ['resolved', 'published', 'implementing'].includes(of.state);
  const money = (fen: number | null) =>
    fen === null
      ? ''
      : new Intl.NumberFormat(i18n.language, { style: 'currency', currency: 'CNY' }).format(fen / 100);
  return (
    <>
      {of.works.length === 0 && <p>{t('village_decisions.no_works')}</p>}
      {of.works.map((work) => (
        <article className="meeting" key={work.id}>
          <h3>
            {work.what}{' '}
            <StateTag
              tone={work.doneOn ? 'done' : work.toOn < of.today ? 'late' : 'active'}
              label={`${work.progress}%`}
            />
          </h3>
          <Facts
            rows={[
              { label: t('village_decisions.work_responsible'), value: work.responsible },
              { label: t('village_decisions.work_contractor'), value: work.contractor },
              { label: t('village_decisions.work_from'), value: <Day date={work.fromOn} short /> },
              { label: t('village_decisions.work_to'), value: <Day date={work.toOn} short /> },
              { label: t('village_decisions.work_planned'), value: money(work.plannedFen) },
              { label: t('village_decisions.work_paid'), value: money(work.paidFen) },
              {
                label: t('village_decisions.work_done_on'),
                value: work.doneOn && <Day date={work.doneOn} short />,
              },
              { label: t('village_decisions.work_note'), value: work.note },
            ].filter((row) => row.value)}
          />
          {isOpen && (
            <details className="step-form">
              <summary>{t('village_decisions.edit_work')}</summary>
              <WorkForm of={of} work={work} />
            </details>
          )}
        </article>
      ))}
      {isOpen && (
        <details className="step-form">
          <summary>{t('village_decisions.add_work')}</summary>
          <WorkForm of={of} />
        </details>
      )}
    </>
  );
}

function WorkForm({ of, work }: { of: CaseView; work?: Work }) {
  const { t } = useTranslation();
  const write = useAct(villageDecisionsApi.writeWork, { invalidates: [villageDecisionsApi.getCase] });
  const initial: Partial<Values> = work
    ? filled({
        what: work.what,
        responsible: work.responsible,
        fromOn: work.fromOn,
        toOn: work.toOn,
        contractor: work.contractor ?? '',
        planned: yuanOf(work.plannedFen) as number, // left out when there is none
        paid: yuanOf(work.paidFen) as number, // see above
        progress: work.progress,
        note: work.note ?? '',
        doneOn: work.doneOn ?? '',
      })
    : {};
  return (
    <ActForm
      act={write}
      submitLabel={t('village_decisions.save')}
      initial={initial}
      clearOnDone={!work}
      toInput={({ planned, paid, ...values }: Values) => ({
        id: of.id,
        version: of.version,
        ...(work && { workId: work.id, workVersion: work.version }),
        ...filled(values),
        plannedFen: fenOf(planned),
        paidFen: fenOf(paid),
      })}
      onDone={() => say(t('village_decisions.saved'))}
    >
      <Field name="what" label={t('village_decisions.work_what')}>
        <Input maxLength={120} />
      </Field>
      <Field name="responsible" label={t('village_decisions.work_responsible')}>
        <Input maxLength={60} />
      </Field>
      <div className="counts">
        <Field name="fromOn" label={t('village_decisions.work_from')}>
          <Input type="date" />
        </Field>
        <Field name="toOn" label={t('village_decisions.work_to')}>
          <Input type="date" />
        </Field>
      </div>
      <Field name="contractor" label={t('village_decisions.work_contractor')} optional>
        <Input maxLength={120} />
      </Field>
      <div className="counts">
        <Field name="planned" label={t('village_decisions.work_planned')} optional>
          <InputNumber min={0} precision={2} inputMode="decimal" />
        </Field>
        <Field name="paid" label={t('village_decisions.work_paid')} optional>
          <InputNumber min={0} precision={2} inputMode="decimal" />
        </Field>
        <Field name="progress" label={t('village_decisions.work_progress')} optional>
          <InputNumber min={0} max={100} precision={0} inputMode="numeric" />
        </Field>
      </div>
      {of.state === 'implementing' && (
        <Field name="doneOn" label={t('village_decisions.work_done_on')} optional>
          <Input type="date" max={of.today} />
        </Field>
      )}
      <Field name="note" label={t('village_decisions.work_note')} optional>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </ActForm>
  );
}
