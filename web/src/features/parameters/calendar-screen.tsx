/** The working days of a year: what is off, what is worked, from which notice; one day can be put right. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { calendarApi } from '../../../../src/modules/parameters/calendar-api.ts';
import { correctedKinds, type CorrectedKind } from '../../../../src/modules/parameters/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { workApi } from '../../../../src/modules/work/api.ts';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { Months } from './months.tsx';
import { DayField } from './value-fields.tsx';
import './parameters.css';

export type CalendarYear = ReplyOf<typeof calendarApi.getCalendar>;

export function Screen() {
  const { t } = useTranslation();
  const [{ year = '' }] = useSearchText();
  const asked = Number(year) || undefined;
  const calendar = useEndpoint(calendarApi.getCalendar, asked ? { year: asked } : {}, { keepPrevious: true });
  const data = calendar.data;
  const toLoad = data && (data.loaded ? (data.missing ?? data.year) : data.year);
  return (
    <Page
      title={t('calendar.title')}
      lead={t('calendar.lead')}
      actions={
        data?.mayLoad &&
        toLoad && (
          <LinkButton
            primary={data.missing !== null}
            icon="upload"
            to={`/calendar/load?year=${toLoad}`}
            label={t('calendar.load', { year: toLoad })}
          />
        )
      }
    >
      <Loaded query={calendar} lines={12}>
        {(of) => (
          <>
            <Years of={of} />
            {of.missing !== null && of.missing !== of.year && (
              <p className="reason-message">{t('calendar.missing', { year: of.missing })}</p>
            )}
            {of.loaded ? (
              <>
                <Section title={t('calendar.days')}>
                  <Facts
                    rows={[
                      { label: t('calendar.source'), value: of.loaded.source },
                      { label: t('calendar.loaded_on'), value: <Day date={of.loaded.on} short /> },
                    ]}
                  />
                  <Months year={of.year} days={of.days} />
                </Section>
                {of.mayLoad && <Correct of={of} />}
              </>
            ) : (
              <Empty
                icon="calendar"
                title={t('calendar.not_loaded', { year: of.year })}
                hint={t('calendar.not_loaded_hint')}
              />
            )}
            <Corrections of={of} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Years({ of }: { of: CalendarYear }) {
  const { t } = useTranslation();
  const [, change] = useSearchText();
  const years = [
    ...new Set([...of.years.map((one) => one.year), of.year, ...(of.missing ? [of.missing] : [])]),
  ];
  return (
    <label className="parameters-day">
      <span>{t('calendar.year')}</span>
      <select value={String(of.year)} onChange={(event) => change({ year: event.target.value })}>
        {years
          .toSorted((a, b) => b - a)
          .map((year) => {
            const loaded = of.years.find((one) => one.year === year);
            return (
              <option key={year} value={year}>
                {loaded
                  ? t('calendar.year_days', { year, days: loaded.days })
                  : t('calendar.not_loaded', { year })}
              </option>
            );
          })}
      </select>
    </label>
  );
}

type Values = { date: string; kind: CorrectedKind; name?: string; reason: string };

function Correct({ of }: { of: CalendarYear }) {
  const { t } = useTranslation();
  const correct = useAct(calendarApi.correctCalendarDay, { invalidates: [calendarApi.getCalendar] });
  return (
    <details className="section">
      <summary>{t('calendar.correct')}</summary>
      <p>{t('calendar.correct_lead')}</p>
      <ActForm<typeof calendarApi.correctCalendarDay, Values>
        act={correct}
        clearOnDone
        toInput={({ date, kind, name, reason }) => ({ year: of.year, date, kind, name: name ?? '', reason })}
        submitLabel={t('calendar.correct')}
        onDone={() => say(t('calendar.corrected'))}
      >
        <DayField name="date" label={t('calendar.day')} />
        <Field name="kind" label={t('calendar.kind')}>
          <Select
            options={correctedKinds.map((kind) => ({ value: kind, label: t(`calendar.kind.${kind}`) }))}
          />
        </Field>
        <Field name="name" label={t('calendar.name')} optional>
          <Input />
        </Field>
        <Field name="reason" label={t('calendar.reason')}>
          <Input />
        </Field>
      </ActForm>
    </details>
  );
}

function Corrections({ of }: { of: CalendarYear }) {
  const { t } = useTranslation();
  if (of.corrections.length === 0) return null;
  return (
    <Section title={t('calendar.corrections')}>
      <ul className="parameters-changes">
        {of.corrections.map((one) => (
          <li key={one.id}>
            <p>
              <Day date={one.date} />{' '}
              {t('calendar.correction', {
                before: t(`calendar.kind.${one.before}`),
                after: t(`calendar.kind.${one.after}`),
              })}
            </p>
            <p>
              {one.reason}（{one.by}，<Day date={one.on} short />）
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is read again after a year was loaded. */
export const calendarReads = [calendarApi.getCalendar, workApi.listWork];
