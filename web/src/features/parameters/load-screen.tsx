/** A year's holidays: a file or a pasted list, tried line by line, written when nothing is wrong. */
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { calendarApi } from '../../../../src/modules/parameters/calendar-api.ts';
import { useSearchText } from '../../lib/address.ts';
import { clearDraft, findDraft, keepDraft } from '../../lib/draft.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { calendarReads } from './calendar-screen.tsx';
import './parameters.css';

const draft = 'calendar list';

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const [{ year: asked = '' }, change] = useSearchText();
  const year = Number(asked) || Number(today.slice(0, 4)) + 1;
  const check = useAct(calendarApi.checkCalendarYear);
  const [text, setText] = useState(keptText);
  const tryFile = (file: File, onProgress?: (share: number) => void) =>
    check.mutate({ input: { year }, file, ...(onProgress && { onProgress }) });
  return (
    <Page
      title={t('calendar.load', { year })}
      lead={t('calendar.load_lead')}
      crumbs={[{ label: t('calendar.title'), to: `/calendar?year=${year}` }]}
    >
      <Section>
        <label className="parameters-day">
          <span>{t('calendar.year')}</span>
          <input
            type="number"
            min={2000}
            max={2100}
            value={year}
            onChange={(event) => {
              check.reset();
              change({ year: event.target.value });
            }}
          />
        </label>
        <p>{t('calendar.load_file_help')}</p>
        <FileDrop
          label={t('calendar.load_file')}
          types={['.csv', '.xlsx', '.json']}
          limitMiB={20}
          onFile={tryFile}
          busy={check.isPending}
          problem={check.error}
        />
        <label className="calendar-paste">
          <span>{t('calendar.load_paste')}</span>
          <small className="quiet">{t('calendar.load_paste_help')}</small>
          <Input.TextArea
            rows={6}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              keepDraft(draft, { text: event.target.value });
            }}
          />
        </label>
        <Button
          loading={check.isPending}
          disabled={text.trim() === ''}
          onClick={() => tryFile(new File([text], 'pasted.csv', { type: 'text/csv' }))}
        >
          {t('calendar.load_try')}
        </Button>
      </Section>
      {check.data && <Result year={year} of={check.data} />}
    </Page>
  );
}

/** What was pasted and not yet written. */
function keptText(): string {
  const text = findDraft(draft)?.values['text'];
  return typeof text === 'string' ? text : '';
}

type Checked = ReplyOf<typeof calendarApi.checkCalendarYear>;
type Row = Checked['rows'][number];

function Result({ year, of }: { year: number; of: Checked }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const columns = useColumns();
  const Rows = narrow ? Cards<Row> : Table<Row>;
  return (
    <>
      <Section title={t('calendar.result')}>
        <p>{t('calendar.result_counts', { rows: of.rows.length, faults: of.faults })}</p>
        {of.because.length > 0 && <Reasons reasons={of.because} />}
        <Rows
          label={t('calendar.result')}
          columns={columns}
          rows={of.rows}
          rowKey={(row) => String(row.line)}
        />
        {of.removed.length > 0 && (
          <>
            <h3>{t('calendar.removed')}</h3>
            <ul>
              {of.removed.map((one) => (
                <li key={one.date}>
                  <Day date={one.date} /> {t(`calendar.kind.${one.kind}`)} {one.name}
                </li>
              ))}
            </ul>
          </>
        )}
        {of.days.length === 0 && <p className="reason-message">{t('calendar.mend_first')}</p>}
      </Section>
      {of.days.length > 0 && <Confirm year={year} of={of} />}
    </>
  );
}

const tones: Record<NonNullable<Row['change']> | 'wrong', Tone> = {
  new: 'active',
  changed: 'waiting',
  same: 'plain',
  wrong: 'late',
};

function useColumns(): [Column<Row>, ...Column<Row>[]] {
  const { t } = useTranslation();
  return [
    {
      key: 'line',
      title: t('calendar.lines'),
      cell: (row) => t('calendar.line', { line: row.line }),
    },
    { key: 'day', title: t('calendar.day'), cell: (row) => (row.date ? <Day date={row.date} /> : row.text) },
    {
      key: 'kind',
      title: t('calendar.kind'),
      cell: (row) => (row.kind ? t(`calendar.kind.${row.kind}`) : '—'),
    },
    { key: 'name', title: t('calendar.name'), cell: (row) => row.name || '—' },
    {
      key: 'change',
      title: t('calendar.change'),
      cell: (row) => {
        const change = row.change ?? 'wrong';
        return (
          <>
            <StateTag tone={tones[change]} label={t(`calendar.change.${change}`)} />
            {row.because.length > 0 && <Reasons reasons={row.because} />}
          </>
        );
      },
    },
  ];
}

function Confirm({ year, of }: { year: number; of: Checked }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const load = useAct(calendarApi.loadCalendarYear, { invalidates: calendarReads });
  return (
    <Section>
      <ActForm<typeof calendarApi.loadCalendarYear, { source: string }>
        act={load}
        toInput={({ source }) => ({ year, source, days: of.days })}
        submitLabel={t('calendar.confirm', { days: of.days.length })}
        onDone={async () => {
          clearDraft(draft);
          say(t('calendar.written', { year }));
          await navigate({ to: '/calendar', search: { year: String(year) } });
        }}
      >
        <Field name="source" label={t('calendar.source')} help={t('calendar.source_help')}>
          <Input />
        </Field>
      </ActForm>
    </Section>
  );
}
