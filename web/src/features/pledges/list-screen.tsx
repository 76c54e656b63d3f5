/** Pledges of a year by branch and name: what waits for review, evaluation or the board. */
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import { pledgeStates } from '../../../../src/modules/pledges/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { PledgeState, pledgeReads, type Summary } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['org', 'year', 'state'] as const);
  const pledges = useEndpoint(
    api.listPledges,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  const data = pledges.data;
  const thisYear = Number(useSession().today.slice(0, 4));
  const branch = data?.branches.find(({ id }) => id === address.filters.org) ?? only(data?.branches);
  return (
    <Page
      title={t('pledges.title')}
      lead={t('pledges.lead')}
      actions={
        data?.may.record && (
          <LinkButton to="/pledges/new?paper=yes" label={t('pledges.propose_for')} icon="plus" primary />
        )
      }
    >
      {data?.may.putForward && branch && branch.waiting > 0 && (
        <PutForward branch={branch} year={data.year} />
      )}
      <DataList
        label={t('pledges.title')}
        address={address}
        query={pledges}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('pledges.search')}
        filters={[
          {
            name: 'org',
            label: t('pledges.branch'),
            options: (data?.branches ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'year',
            label: t('pledges.year'),
            unset: String(thisYear),
            options: [thisYear + 1, thisYear - 1, thisYear - 2].map((year) => ({
              value: String(year),
              label: String(year),
            })),
          },
          {
            name: 'state',
            label: t('pledges.state'),
            options: [
              { value: 'to_evaluate', label: t('pledges.state_to_evaluate') },
              { value: 'unshown', label: t('pledges.state_unshown') },
              ...pledgeStates.map((value) => ({ value, label: t(`procedure.pledge.state.${value}`) })),
            ],
          },
        ]}
        empty={{ title: t('pledges.none'), hint: t('pledges.none_hint') }}
      />
    </Page>
  );
}

type Branch = { id: string; name: string; waiting: number };

/** A secretary has one branch and need not choose it. */
function only(branches: Branch[] | undefined): Branch | undefined {
  return branches?.length === 1 ? branches[0] : undefined;
}

function PutForward({ branch, year }: { branch: Branch; year: number }) {
  const { t } = useTranslation();
  const act = useAct(api.putPledgesForward, {
    invalidates: pledgeReads,
    onDone: () => say(t('pledges.put_forward_done')),
  });
  const count = branch.waiting;
  return (
    <Section>
      <p>{t('pledges.put_forward_hint', { branch: branch.name, count })}</p>
      {act.error && <Refusal problem={act.error} />}
      <Button
        type="primary"
        loading={act.isPending}
        onClick={() => act.mutate({ input: { orgId: branch.id, year } })}
      >
        {t('pledges.put_forward', { count })}
      </Button>
    </Section>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'member',
      title: t('pledges.member'),
      cell: (row) => (
        <AppLink to={`/pledges/${row.id}`}>
          <PersonName name={row.person.name} />
        </AppLink>
      ),
    },
    { key: 'branch', title: t('pledges.branch'), cell: (row) => row.branch.name, wideOnly: true },
    {
      key: 'items',
      title: t('pledges.items'),
      cell: (row) => t('pledges.items_count', { count: row.items, evaluated: row.evaluated }),
    },
    {
      key: 'due',
      title: t('pledges.next_due'),
      cell: (row) => row.state === 'agreed' && row.nextDueOn && <Day date={row.nextDueOn} short />,
    },
    {
      key: 'public',
      title: t('pledges.public'),
      cell: (row) =>
        t(row.shown ? 'pledges.public_shown' : row.consent ? 'pledges.public_agreed' : 'pledges.public_no'),
      wideOnly: true,
    },
    { key: 'state', title: t('pledges.state'), cell: (row) => <PledgeState of={row} /> },
  ];
}
