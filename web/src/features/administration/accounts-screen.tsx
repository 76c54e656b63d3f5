/** The system administrator's page: who has an account, in which state, and what can be done about it. */
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Moment } from '../../ui/day.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { AccountActs } from './account-acts.tsx';
import { CreateAccount } from './create-account.tsx';
import { HandedOut, type OneTime } from './handed-out.tsx';
import { roleName } from './names.ts';

export type AccountRow = ReplyOf<typeof administrationApi.listAccounts>['rows'][number];

const tones: Record<AccountRow['state'], Tone> = { open: 'done', locked: 'late', disabled: 'stopped' };

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['state'] as const);
  const input = address.input as { q?: string; page: number; state?: AccountRow['state'] }; // the filter offers only these
  const accounts = useEndpoint(administrationApi.listAccounts, input, { keepPrevious: true });
  const [oneTime, setOneTime] = useState<OneTime>();
  return (
    <Page
      title={t('administration.accounts')}
      lead={t('administration.accounts_lead')}
      actions={<CreateAccount onDone={setOneTime} />}
    >
      {oneTime && (
        <HandedOut key={oneTime.oneTimePassword} given={oneTime} onNoted={() => setOneTime(undefined)} />
      )}
      <DataList
        label={t('administration.accounts')}
        address={address}
        query={accounts}
        rowKey={(row) => row.id}
        searchLabel={t('administration.search_account')}
        filters={[
          {
            name: 'state',
            label: t('administration.state'),
            options: (['open', 'locked', 'disabled'] as const).map((state) => ({
              value: state,
              label: t(`administration.state.${state}`),
            })),
          },
        ]}
        columns={columnsOf(t, setOneTime)}
        empty={{ title: t('administration.no_accounts') }}
      />
    </Page>
  );
}

function columnsOf(
  t: TFunction,
  onHandedOut: (given: OneTime) => void,
): [Column<AccountRow>, ...Column<AccountRow>[]] {
  return [
    { key: 'name', title: t('administration.name'), cell: (row) => <PersonName name={row.displayName} /> },
    { key: 'username', title: t('administration.username'), cell: (row) => row.username },
    {
      key: 'roles',
      title: t('administration.roles'),
      cell: (row) => row.roles.map((held) => `${held.orgName} · ${roleName(t, held.role)}`).join('；'),
    },
    {
      key: 'state',
      title: t('administration.state'),
      cell: (row) =>
        row.state === 'open' && row.oneTime ? (
          <StateTag tone="waiting" label={t('administration.one_time')} />
        ) : (
          <StateTag tone={tones[row.state]} label={t(`administration.state.${row.state}`)} />
        ),
    },
    {
      key: 'factor',
      title: t('administration.second_factor'),
      cell: (row) => (row.secondFactor ? t('administration.enrolled') : t('administration.not_enrolled')),
      wideOnly: true,
    },
    {
      key: 'last',
      title: t('administration.last_signed_in'),
      cell: (row) =>
        row.lastSignedInAt ? <Moment at={row.lastSignedInAt} /> : <>{t('administration.never')}</>,
    },
    {
      key: 'acts',
      title: t('administration.acts'),
      cell: (row) => <AccountActs account={row} onHandedOut={onHandedOut} />,
    },
  ];
}
