/** The security administrator's page: who holds which role where, and the rule of password age. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { roles } from '../../../../src/modules/roles.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { EndGrant } from './end-grant.tsx';
import { roleName } from './names.ts';
import { ResetSecondFactor } from './reset-second-factor.tsx';
import { SignInRule } from './sign-in-rule.tsx';

export type GrantRow = ReplyOf<typeof administrationApi.listGrants>['rows'][number];

const tones: Record<GrantRow['state'], Tone> = { current: 'done', to_come: 'waiting', ended: 'stopped' };

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['role', 'state'] as const);
  const input = address.input as { q?: string; page: number; state?: GrantRow['state'] }; // the filter offers only these
  const grants = useEndpoint(administrationApi.listGrants, input, { keepPrevious: true });
  return (
    <Page
      title={t('administration.rights')}
      lead={t('administration.rights_lead')}
      actions={
        <>
          <LinkButton to="/rights/new" label={t('administration.grant')} icon="plus" primary />
          <LinkButton to="/rights/matrix" label={t('administration.matrix')} icon="board" />
        </>
      }
    >
      <DataList
        label={t('administration.rights')}
        address={address}
        query={grants}
        rowKey={(row) => row.id}
        searchLabel={t('administration.search_grant')}
        filters={[
          {
            name: 'role',
            label: t('administration.role'),
            options: roles.map(({ key }) => ({ value: key, label: roleName(t, key) })),
          },
          {
            name: 'state',
            label: t('administration.state'),
            options: (['current', 'to_come', 'ended'] as const).map((state) => ({
              value: state,
              label: t(`administration.state.${state}`),
            })),
          },
        ]}
        columns={columnsOf(t)}
        empty={{ title: t('administration.no_grants') }}
      />
      {grants.data && (
        <>
          <ResetSecondFactor />
          <SignInRule />
        </>
      )}
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<GrantRow>, ...Column<GrantRow>[]] {
  return [
    { key: 'name', title: t('administration.name'), cell: (row) => <PersonName name={row.displayName} /> },
    { key: 'role', title: t('administration.role'), cell: (row) => roleName(t, row.role) },
    { key: 'org', title: t('administration.organization'), cell: (row) => row.orgName },
    { key: 'from', title: t('administration.from'), cell: (row) => <Day date={row.from} short /> },
    {
      key: 'to',
      title: t('administration.to'),
      cell: (row) => (row.to ? <Day date={row.to} short /> : t('administration.open_end')),
    },
    {
      key: 'state',
      title: t('administration.state'),
      cell: (row) => <StateTag tone={tones[row.state]} label={t(`administration.state.${row.state}`)} />,
    },
    {
      key: 'by',
      title: t('administration.granted_by'),
      cell: (row) => row.grantedBy ?? '',
      wideOnly: true,
    },
    {
      key: 'acts',
      title: t('administration.acts'),
      cell: (row) => (row.state === 'ended' ? '' : <EndGrant grant={row} />),
    },
  ];
}
