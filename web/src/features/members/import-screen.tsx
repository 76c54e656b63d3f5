/** One import: progress, what each line is, and the decision. Nothing is written before it. */
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { importsApi, verdicts } from '../../../../src/modules/members/imports-api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import '../organizations/organizations.css';
import { ImportState } from './import-state.tsx';
import { fieldWord, problemSentence } from './words.ts';

type Import = ReplyOf<typeof importsApi.getImport>;
type Line = ReplyOf<typeof importsApi.listImportRows>['rows'][number];
type Show = (typeof verdicts)[number] | 'repaired' | 'warning';

const shows: readonly Show[] = [...verdicts, 'repaired', 'warning'];
const linesOnPage = 50;

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const first = useEndpoint(importsApi.getImport, { id });
  const works = first.data?.state === 'reading' || first.data?.state === 'writing';
  const shown = useEndpoint(importsApi.getImport, { id }, { every: works ? 1000 : 60_000 });
  return (
    <Page
      title={shown.data?.fileName ?? t('members.import.title')}
      crumbs={[
        { label: t('members.title'), to: '/members' },
        { label: t('members.import.title'), to: '/members/imports' },
      ]}
    >
      <Loaded query={shown}>
        {(data) => (
          <>
            <Standing data={data} />
            {(data.state === 'ready' || data.state === 'written') && <Review data={data} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ data }: { data: Import }) {
  const { t } = useTranslation();
  const works = data.state === 'reading' || data.state === 'writing';
  const columns = Object.entries(data.columns)
    .map(([field, header]) =>
      header === fieldWord(t, field) ? header : `${header} → ${fieldWord(t, field)}`,
    )
    .join('、');
  return (
    <Section>
      <Facts
        rows={[
          { label: t('members.import.state'), value: <ImportState state={data.state} /> },
          { label: t('members.import.for'), value: data.orgName },
          { label: t('members.as_at'), value: <Day date={data.asAt} short /> },
          ...(columns ? [{ label: t('members.import.columns'), value: columns }] : []),
          ...(data.unknownColumns.length > 0
            ? [{ label: t('members.import.unknown_columns'), value: data.unknownColumns.join('、') }]
            : []),
          ...(data.otherSheets.length > 0
            ? [{ label: t('members.import.other_sheets'), value: data.otherSheets.join('、') }]
            : []),
        ]}
      />
      {works && (
        <output className="file-drop-sending">
          <progress
            max={data.total || 1}
            value={data.total ? data.done : undefined}
            aria-label={t('members.import.progress')}
          />
          <span>{t('members.import.done_of', { done: data.done, total: data.total || '…' })}</span>
          <span>{t('members.import.may_leave')}</span>
        </output>
      )}
      {data.failure && (
        <div className="refusal" role="alert">
          <p>{t(`refusal.${data.failure.code}` as MessageKey, data.failure.params)}</p>
        </div>
      )}
      {data.stalled && <p role="alert">{t('members.import.stalled')}</p>}
      {data.state === 'written' && (
        <output>
          {t('members.import.written', { added: data.counts.new, changed: data.counts.changed })}
        </output>
      )}
      <Decision data={data} />
    </Section>
  );
}

function Decision({ data }: { data: Import }) {
  const { t } = useTranslation();
  const reads = [
    importsApi.getImport,
    importsApi.listImportRows,
    importsApi.listImports,
    membersApi.listMembers,
  ];
  const confirm = useAct(importsApi.confirmImport, { invalidates: reads });
  const rerun = useAct(importsApi.rerunImport, { invalidates: reads });
  const discard = useAct(importsApi.discardImport, { invalidates: reads });
  const step = { input: { id: data.id, version: data.version } };
  const toWrite = data.counts.new + data.counts.changed;
  const problem = confirm.error ?? rerun.error ?? discard.error;
  const works = data.state === 'reading' || data.state === 'writing';
  const hasWrong = data.counts.wrong + data.counts.duplicate > 0;
  if (!data.mine) return <p>{t('members.import.not_mine')}</p>;
  return (
    <>
      <div className="form-acts">
        {data.state === 'ready' && toWrite > 0 && (
          <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(step)}>
            {t('members.import.confirm', { count: toWrite })}
          </Button>
        )}
        {(data.state === 'ready' || data.state === 'failed' || data.stalled) && (
          <Button loading={rerun.isPending} onClick={() => rerun.mutate(step)}>
            {t('members.import.rerun')}
          </Button>
        )}
        {hasWrong && (data.state === 'ready' || data.state === 'written') && (
          <ExportButton
            endpoint={importsApi.downloadWrongRows}
            input={{ id: data.id }}
            label={t('members.import.download_wrong')}
          />
        )}
        {data.state !== 'written' && data.state !== 'discarded' && (
          <Button loading={discard.isPending} onClick={() => discard.mutate(step)}>
            {t(works ? 'members.import.cancel' : 'members.import.discard')}
          </Button>
        )}
        {data.state === 'discarded' && <LinkButton to="/members/imports" label={t('members.import.title')} />}
      </div>
      {data.state === 'ready' && toWrite === 0 && <output>{t('members.import.nothing_to_write')}</output>}
      {problem && <Refusal problem={problem} focus />}
    </>
  );
}

function Review({ data }: { data: Import }) {
  const { t } = useTranslation();
  const [{ show: asked, page: pageText = '1' }, change] = useSearchText();
  const show = shows.find((one) => one === asked);
  const page = Math.max(1, Number.parseInt(pageText, 10) || 1);
  const narrow = useNarrow();
  const Lines = narrow ? Cards : Table;
  const [line, name, ...others] = columnsOf(t);
  const lines = useEndpoint(
    importsApi.listImportRows,
    { id: data.id, page, ...(show && { show }) },
    { keepPrevious: true },
  );
  return (
    <Section title={t('members.import.lines')}>
      <fieldset className="import-counts">
        <legend>{t('members.import.show')}</legend>
        <button type="button" aria-pressed={!show} onClick={() => change({ show: '', page: '' })}>
          {t('members.import.show_all')}
        </button>
        {shows.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={show === one}
            disabled={data.counts[one] === 0}
            onClick={() => change({ show: one, page: '' })}
          >
            {t(`members.import.verdict.${one}`)} {data.counts[one]}
          </button>
        ))}
      </fieldset>
      <Loaded query={lines} lines={8}>
        {({ rows, total }) => (
          <>
            <Lines
              label={t('members.import.lines')}
              rows={rows}
              rowKey={(row) => String(row.line)}
              columns={narrow ? [name, line, ...others] : [line, name, ...others]}
            />
            <Pager
              page={page}
              pages={Math.ceil(total / linesOnPage)}
              onTurn={(next) => change({ page: next > 1 ? String(next) : '' })}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}

const tones: { [Key in Line['verdict']]: Tone } = {
  new: 'active',
  changed: 'waiting',
  same: 'done',
  wrong: 'late',
  duplicate: 'stopped',
};

function Verdict({ line }: { line: Line }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[line.verdict]} label={t(`members.import.verdict.${line.verdict}`)} />;
}

function Why({ line }: { line: Line }) {
  const { t } = useTranslation();
  return (
    <ul className="import-why">
      {line.changes.map((one) => (
        <li key={one.field}>
          {t('members.changed_from_to', {
            field: fieldWord(t, one.field),
            before: one.before ?? t('members.not_known'),
            after: one.after,
          })}
        </li>
      ))}
      {line.problems.map((problem, i) => (
        <li key={`${problem.code}${i}`}>
          {fieldWord(t, problem.field)}：{problemSentence(t, problem.code, problem.params)}
        </li>
      ))}
    </ul>
  );
}

function columnsOf(t: TFunction): [Column<Line>, Column<Line>, ...Column<Line>[]] {
  return [
    {
      key: 'line',
      title: t('members.import.line'),
      cell: (row) => <span className="import-word">{row.line}</span>,
    },
    { key: 'name', title: t('members.name'), cell: (row) => <span className="import-word">{row.name}</span> },
    { key: 'verdict', title: t('members.import.verdict'), cell: (row) => <Verdict line={row} /> },
    { key: 'why', title: t('members.import.why'), cell: (row) => <Why line={row} /> },
  ];
}
