/** The audit administrator's page: what happened, filtered; the newest seal; the export. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { messages } from '../../../../src/modules/messages.ts';
import { useSearchText } from '../../lib/address.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Moment } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { eventName, roleName } from './names.ts';
import { Seal } from './seal.tsx';

type EventRow = ReplyOf<typeof administrationApi.listAuditEvents>['rows'][number];

/** Every event that has a name. */
const events = Object.keys(messages['zh-CN'])
  .filter((key) => key.startsWith('audit.'))
  .map((key) => key.slice('audit.'.length));

export function Screen() {
  const { t } = useTranslation();
  const [search, change] = useSearchText();
  const filter = Object.fromEntries(
    ['from', 'to', 'event', 'actorId', 'orgId'].flatMap((name) =>
      search[name] ? [[name, search[name]]] : [],
    ),
  );
  const narrow = useNarrow();
  const after = search['after'];
  const list = useEndpoint(
    administrationApi.listAuditEvents,
    { ...filter, ...(after ? { after } : {}) },
    { keepPrevious: true },
  );
  return (
    <Page title={t('administration.audit')} lead={t('administration.audit_lead')}>
      <Seal />
      <form className="list-filters" onSubmit={(event) => event.preventDefault()}>
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="list-filter">
            <span>{t(`administration.day_${name}`)}</span>
            <input
              type="date"
              value={search[name] ?? ''}
              onChange={(event) => change({ [name]: event.target.value, after: '' })}
            />
          </label>
        ))}
        <label className="list-filter">
          <span>{t('administration.what')}</span>
          <select
            value={search['event'] ?? ''}
            onChange={(event) => change({ event: event.target.value, after: '' })}
          >
            <option value="">{t('administration.all_events')}</option>
            {events.map((event) => (
              <option key={event} value={event}>
                {eventName(t, event)}
              </option>
            ))}
          </select>
        </label>
      </form>
      <Loaded query={list} lines={10}>
        {({ rows, next }) => (
          <Section>
            <div className="list-tools">
              <ExportButton endpoint={administrationApi.exportAuditEvents} input={filter} />
            </div>
            {rows.length === 0 ? (
              <Empty icon="search" title={t('administration.nothing_happened')} />
            ) : narrow ? (
              <Cards
                label={t('administration.audit')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={columnsOf(t)}
              />
            ) : (
              <Table
                label={t('administration.audit')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={columnsOf(t)}
                stale={list.isPlaceholderData}
              />
            )}
            <nav className="pager" aria-label={t('ui.pages')}>
              {after && (
                <button type="button" onClick={() => change({ after: '' })}>
                  {t('administration.latest')}
                </button>
              )}
              {next && (
                <button type="button" onClick={() => change({ after: next })}>
                  {t('administration.earlier')}
                </button>
              )}
            </nav>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<EventRow>, ...Column<EventRow>[]] {
  return [
    { key: 'at', title: t('administration.when'), cell: (row) => <Moment at={row.at} /> },
    { key: 'who', title: t('administration.who'), cell: (row) => actorName(t, row) },
    { key: 'what', title: t('administration.what'), cell: (row) => eventName(t, row.event) },
    { key: 'org', title: t('administration.organization'), cell: (row) => row.orgName ?? '' },
    {
      key: 'fields',
      title: t('administration.fields'),
      cell: (row) => (row.values ? <Values values={row.values} /> : row.fields.join('、')),
    },
    { key: 'reason', title: t('administration.reason'), cell: (row) => row.reason ?? '' },
    {
      key: 'seal',
      title: t('administration.sealed'),
      cell: (row) =>
        row.sealNo === null ? t('administration.unsealed') : t('administration.seal_no', { no: row.sealNo }),
    },
  ];
}

function actorName(t: TFunction, row: EventRow): string {
  if (row.actorKind === 'visitor') return t('administration.visitor');
  if (row.actorKind === 'system') return t('administration.system', { name: row.actorName });
  return row.actorName;
}

/** Before and after of an event of administration, as plain pairs. */
function Values({ values }: { values: { before: unknown; after: unknown } }) {
  const { t } = useTranslation();
  const pairs = Object.entries({ ...asRecord(values.before), ...asRecord(values.after) })
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        `${fieldName(t, name)}：${name === 'role' ? roleName(t, String(value)) : textOf(value)}`,
    );
  return <>{pairs.join('；')}</>;
}

function fieldName(t: TFunction, name: string): string {
  return t(`administration.field.${name}` as never, { defaultValue: name }); // names come from the events
}

function asRecord(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
