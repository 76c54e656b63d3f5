/** The board: every case with where it stands, since when and what is next; columns by stage on a desk, cards on a phone. */
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { stages } from '../../../../src/modules/admission/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useWords } from '../../lib/reasons.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { type CaseLine, stageWord, stateWord, stepWord, toneOf } from './words.ts';
import './admission.css';

export function Screen() {
  const { t } = useTranslation();
  const words = useWords();
  const narrow = useNarrow();
  const address = useListAddress(['stage', 'branch'] as const);
  const cases = useEndpoint(
    api.listCases,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  const start = cases.data?.mayStart && (
    <LinkButton to="/admission/apply" label={t('admission.apply')} icon="plus" primary />
  );
  return (
    <Page
      title={t('admission.title')}
      lead={t('admission.lead')}
      actions={
        <>
          {start}
          <LinkButton to="/admission/plan" label={t('admission.plan')} icon="chart" />
        </>
      }
    >
      {!narrow && cases.data && !address.filters.stage && <Columns rows={cases.data.rows} />}
      <DataList
        label={t('admission.title')}
        address={address}
        query={cases}
        rowKey={(row) => row.id}
        columns={columnsOf(t, words)}
        searchLabel={t('admission.search')}
        filters={[
          {
            name: 'stage',
            label: t('admission.col_stage'),
            unset: t('admission.all_open'),
            options: stages.map((value) => ({
              value,
              label: `${words(stageWord(value))} ${cases.data?.counts.find((one) => one.stage === value)?.count ?? ''}`,
            })),
          },
          {
            name: 'branch',
            label: t('admission.col_branch'),
            options: (cases.data?.branches ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        empty={{ title: t('admission.none'), hint: t('admission.none_hint'), action: start }}
      />
    </Page>
  );
}

/** The open stages side by side; each card is a link and shows how long the case has waited. */
function Columns({ rows }: { rows: CaseLine[] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (rows.length === 0) return null;
  const open = stages.filter((stage) => stage !== 'closed');
  return (
    <Section title={t('admission.board')}>
      <div className="stage-columns">
        {open.map((stage) => {
          const own = rows.filter((row) => row.stage === stage);
          return (
            <section key={stage} aria-label={words(stageWord(stage))}>
              <h3>
                {words(stageWord(stage))} <small>{own.length}</small>
              </h3>
              <ul>
                {own.map((row) => (
                  <li key={row.id}>
                    <AppLink to={`/admission/${row.id}`}>{row.name}</AppLink>
                    <small>
                      {row.branch} · {t('admission.waiting_days', { days: String(row.waitingDays) })}
                    </small>
                    {row.next && <Next next={row.next} />}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Section>
  );
}

function Next({ next }: { next: NonNullable<CaseLine['next']> }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <small className={next.state === 'next' ? 'is-mine' : undefined}>
      {words(stepWord(next.step))}
      {next.dueOn && (
        <>
          {' '}
          · {t('ui.due')} <Day date={next.dueOn} short />
        </>
      )}
      {!next.dueOn && next.possibleFrom && (
        <>
          {' '}
          · {t('ui.possible_from')} <Day date={next.possibleFrom} short />
        </>
      )}
      {next.late && <StateTag tone="late" label={t('admission.late')} />}
    </small>
  );
}

function columnsOf(t: TFunction, words: (key: string) => string): [Column<CaseLine>, ...Column<CaseLine>[]] {
  return [
    {
      key: 'name',
      title: t('admission.col_name'),
      cell: (row) => <AppLink to={`/admission/${row.id}`}>{row.name}</AppLink>,
    },
    {
      key: 'state',
      title: t('admission.col_state'),
      cell: (row) => <StateTag tone={toneOf(row.state)} label={words(stateWord(row.state))} />,
    },
    {
      key: 'next',
      title: t('admission.col_next'),
      cell: (row) => (row.next ? <Next next={row.next} /> : ''),
    },
    {
      key: 'waiting',
      title: t('admission.col_waiting'),
      cell: (row) => t('admission.waiting_days', { days: String(row.waitingDays) }),
    },
    {
      key: 'branch',
      title: t('admission.col_branch'),
      cell: (row) => <span className="nowrap">{row.branch}</span>,
    },
    {
      key: 'applied',
      title: t('admission.field.appliedOn'),
      cell: (row) => <Day date={row.appliedOn} short />,
      wideOnly: true,
    },
  ];
}
