/** The whole record of a person on paper, at any stage; what is still to come is named. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort } from '../../lib/days.ts';
import { useWords } from '../../lib/reasons.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { saidIn } from './history.tsx';
import { type CaseView, type Entry, stepWord } from './words.ts';
import './admission.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getCase, { id });
  return (
    <Page
      title={t('admission.print_title')}
      crumbs={[
        { label: t('admission.title'), to: '/admission' },
        { label: found.data?.name ?? t('admission.case'), to: `/admission/${id}` },
      ]}
      actions={
        <Button type="primary" onClick={() => window.print()}>
          {t('admission.print_now')}
        </Button>
      }
    >
      <Loaded query={found}>{(data) => <Sheet of={data} />}</Loaded>
    </Page>
  );
}

function Sheet({ of }: { of: CaseView }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const day = (iso: string) => dayShort(iso, i18n.language);
  const person: [string, string][] = [
    [t('admission.field.name'), of.name],
    [t('admission.field.sex'), words(`members.sex.${of.sex}`)],
    [t('admission.field.birthDate'), day(of.birthDate)],
    [t('admission.field.idNo'), of.idMasked],
    [t('admission.field.education'), of.education ?? ''],
    [t('admission.field.occupation'), of.occupation ?? ''],
    [t('admission.field.branch'), of.branch.name],
    [t('admission.field.mentors'), of.mentors.map((one) => one.name).join('、')],
    [t('admission.field.sponsors'), of.sponsors.map((one) => one.name).join('、')],
    [t('admission.field.formNo'), of.formNo ?? ''],
    [
      t('admission.probation'),
      of.probation ? `${day(of.probation.start)} — ${day(of.probation.lastDay)}` : '',
    ],
  ];
  const steps = of.tasks.map((task) => ({
    step: task.step,
    entries: of.entries.filter((entry) => entry.stands && entry.step === task.step),
  }));
  const blanks = [
    ...person.filter(([, value]) => value === '').map(([label]) => label),
    ...steps.filter(({ entries }) => entries.length === 0).map(({ step }) => words(stepWord(step))),
  ];
  return (
    <>
      <p className="page-lead">
        {blanks.length > 0 ? t('admission.blanks', { fields: blanks.join('、') }) : t('admission.no_blanks')}
      </p>
      <table className="record-sheet">
        <tbody>
          {person.map(([label, value]) => (
            <Row key={label} label={label} value={value} />
          ))}
          {steps.map(({ step, entries }, index) => {
            const label = `${String(index + 1).padStart(2, '0')} ${words(stepWord(step))}`;
            if (entries.length === 0) return <Row key={step} label={label} value="" />;
            return entries.map((entry) => (
              <Row key={`${step}${entry.no}`} label={label} value={<Lines entry={entry} day={day} />} />
            ));
          })}
        </tbody>
      </table>
    </>
  );
}

function Row({ label, value }: { label: string; value: React.ReactNode }) {
  const { t } = useTranslation();
  const isBlank = value === '';
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={isBlank ? 'is-blank' : undefined}>{isBlank ? t('admission.blank') : value}</td>
    </tr>
  );
}

function Lines({ entry, day }: { entry: Entry; day: (iso: string) => string }) {
  const { t } = useTranslation();
  const words = useWords();
  const { ballot } = entry;
  const vote =
    ballot &&
    t('admission.vote_line', {
      eligible: String(ballot.eligible),
      present: String(ballot.present),
      yes: String(ballot.yes + (ballot.written?.yes ?? 0)),
      no: String(ballot.no + (ballot.written?.no ?? 0)),
      abstain: String(ballot.abstain + (ballot.written?.abstain ?? 0)),
    });
  const late = entry.lateDays > 0 ? t('admission.recorded_on', { day: day(entry.recordedOn) }) : '';
  return [
    `${day(entry.on)} ${late}`.trim(),
    ...(vote && ballot ? [`${ballot.title} ${vote}`] : []),
    ...saidIn(entry, words).map(({ label, value }) => `${label}：${value}`),
    ...(entry.why ? [entry.why] : []),
  ].map((text) => <div key={text}>{text}</div>);
}
