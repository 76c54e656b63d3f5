/** Where duties stand, read from the records: the late first, each leading to its evidence or to the act. */
import { Input } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { periodInWords } from '../../../../src/kernel/duty/period-words.ts';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { workApi } from '../../../../src/modules/work/api.ts';
import { dutyStates } from '../../../../src/modules/work/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { AsOf } from '../organizations/as-of.tsx';
import '../organizations/organizations.css';
import './work.css';

type Duty = ReplyOf<typeof workApi.listDuties>['rows'][number];

const tones: Record<Duty['state'], Tone> = {
  late: 'late',
  due: 'waiting',
  on_course: 'active',
  not_started: 'plain',
  excused: 'stopped',
  done: 'done',
};

const reads = [workApi.listDuties, workApi.listWork];

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['state', 'duty', 'org', 'asOf', 'owedOn'] as const);
  const { input } = address;
  const duties = useEndpoint(workApi.listDuties, input as { page: number }, { keepPrevious: true }); // the filters' words are the server's own
  const { data } = duties;
  const { owedOn } = address.filters;
  return (
    <Page title={t('duties.title')} lead={t('duties.lead')}>
      {owedOn ? (
        <p>
          {t('duties.owed_on', { day: owedOn })}{' '}
          <button type="button" className="plain-button" onClick={address.clear}>
            {t('duties.show_all')}
          </button>
        </p>
      ) : (
        <AsOf />
      )}
      <DataList
        label={t('duties.title')}
        address={address}
        query={duties}
        rowKey={(row) => `${row.duty} ${row.org.id} ${row.period}`}
        searchLabel={t('duties.column_org')}
        filters={[
          {
            name: 'state',
            label: t('duties.filter_state'),
            options: dutyStates.map((state) => ({
              value: state,
              label: `${t(`duty.state.${state}`)} ${data?.counts[state] ?? ''}`,
            })),
          },
          {
            name: 'duty',
            label: t('duties.filter_duty'),
            options: (data?.duties ?? []).map((duty) => ({ value: duty, label: dutyName(t, duty) })),
          },
        ]}
        // Of a past day nothing is excused: what is done now is done today.
        columns={columnsOf(t, !address.filters.asOf && !owedOn && (data?.mayExcuse ?? false))}
        empty={{ title: t('duties.none') }}
      />
    </Page>
  );
}

/** The keys come from the institutions; the catalogue test has them all. */
function dutyName(t: TFunction, duty: string): string {
  return t(`duty.${duty}` as 'duty.meetings.theme_party_day');
}

function columnsOf(t: TFunction, mayExcuse: boolean): [Column<Duty>, ...Column<Duty>[]] {
  return [
    { key: 'duty', title: t('duties.column_duty'), cell: (row) => dutyName(t, row.duty) },
    { key: 'org', title: t('duties.column_org'), cell: (row) => row.org.name },
    { key: 'period', title: t('duties.column_period'), cell: (row) => periodInWords(t, row.period) },
    { key: 'due', title: t('duties.column_due'), cell: (row) => <Day date={row.dueOn} short /> },
    {
      key: 'state',
      title: t('duties.column_state'),
      cell: (row) => <State row={row} mayExcuse={mayExcuse} />,
    },
  ];
}

function State({ row, mayExcuse }: { row: Duty; mayExcuse: boolean }) {
  const { t } = useTranslation();
  const open = row.state !== 'done' && row.state !== 'excused';
  return (
    <>
      <StateTag tone={tones[row.state]} label={t(`duty.state.${row.state}`)} />{' '}
      {row.lateness && row.lateness !== 'none' && <small>{t(`duty.lateness.${row.lateness}`)}</small>}{' '}
      {row.evidence.map((one) => (
        <AppLink key={one.path} to={one.path}>
          {one.label}
        </AppLink>
      ))}
      {open && row.state !== 'not_started' && <AppLink to={row.startPath}>{t('duties.do_it')}</AppLink>}
      {row.excuse && <p>{t('duties.excused_because', { reason: row.excuse.reason })}</p>}
      {mayExcuse && open && <Excuse row={row} />}
      {mayExcuse && row.excuse && <Withdraw id={row.excuse.id} />}
    </>
  );
}

function Excuse({ row }: { row: Duty }) {
  const { t } = useTranslation();
  const excuse = useAct(workApi.excuseDuty, { invalidates: reads });
  return (
    <details>
      <summary>
        {t('duties.excuse')}
        <span className="sr-only">
          {`${dutyName(t, row.duty)} ${row.org.name} ${periodInWords(t, row.period)}`}
        </span>
      </summary>
      <ActForm
        act={excuse}
        submitLabel={t('duties.excuse')}
        toInput={(values: { reason: string }) => ({
          orgId: row.org.id,
          duty: row.duty,
          period: row.period,
          ...values,
        })}
        onDone={() => say(t('duties.excused_done'))}
      >
        <Field name="reason" label={t('duties.excuse_reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

function Withdraw({ id }: { id: string }) {
  const { t } = useTranslation();
  const withdraw = useAct(workApi.withdrawExcuse, { invalidates: reads });
  return (
    <details>
      <summary>{t('duties.withdraw')}</summary>
      <ActForm
        act={withdraw}
        submitLabel={t('duties.withdraw')}
        toInput={(values: { reason: string }) => ({ id, ...values })}
        onDone={() => say(t('duties.withdrawn_done'))}
      >
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}
