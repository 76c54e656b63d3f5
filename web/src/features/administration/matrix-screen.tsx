/** The permission table as the server decides by it: permissions down, roles across. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Table, type Column } from '../../ui/data-list.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { permissionName, roleName } from './names.ts';

type Matrix = ReplyOf<typeof administrationApi.getMatrix>;
type Row = Matrix['permissions'][number];

export function Screen() {
  const { t } = useTranslation();
  const matrix = useEndpoint(administrationApi.getMatrix, {});
  return (
    <Page
      title={t('administration.matrix')}
      lead={t('administration.matrix_lead')}
      crumbs={[{ label: t('administration.rights'), to: '/rights' }]}
    >
      <Loaded query={matrix} lines={12}>
        {({ roles, permissions }) => (
          <Table
            label={t('administration.matrix')}
            rows={permissions}
            rowKey={(row) => row.key}
            columns={columnsOf(t, roles)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columnsOf(t: TFunction, roles: Matrix['roles']): [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'permission',
      title: t('administration.permission'),
      cell: (row) => <span className="day">{permissionName(t, row.key)}</span>,
    },
    ...roles.map((role): Column<Row> => ({
      key: role.key,
      title: roleName(t, role.key),
      cell: (row) => row.roles.includes(role.key) && <StateTag tone="done" label={t('administration.may')} />,
    })),
  ];
}
