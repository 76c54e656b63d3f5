/** The register: members away and guests, those that ask for something first. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { mobileMembersApi } from '../../../../src/modules/mobile-members/api.ts';
import { stayDirections } from '../../../../src/modules/mobile-members/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { promptTone, type Summary } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['org', 'direction', 'state'] as const);
  const stays = useEndpoint(
    mobileMembersApi.listStays,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('mobile_members.title')}
      lead={t('mobile_members.lead')}
      actions={
        stays.data?.mayKeep && (
          <>
            <LinkButton
              to="/mobile-members/departure"
              label={t('mobile_members.register_out')}
              icon="plus"
              primary
            />
            <LinkButton to="/mobile-members/guest" label={t('mobile_members.register_in')} icon="plus" />
          </>
        )
      }
    >
      <DataList
        label={t('mobile_members.title')}
        address={address}
        query={stays}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('mobile_members.search')}
        filters={[
          {
            name: 'org',
            label: t('mobile_members.branch'),
            options: (stays.data?.branches ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'direction',
            label: t('mobile_members.direction'),
            options: stayDirections.map((value) => ({
              value,
              label: t(`mobile_members.direction.${value}`),
            })),
          },
          {
            name: 'state',
            label: t('mobile_members.state'),
            unset: t('mobile_members.state_present'),
            options: [
              { value: 'asking', label: t('mobile_members.state_asking') },
              { value: 'ended', label: t('mobile_members.state_ended') },
            ],
          },
        ]}
        empty={{ title: t('mobile_members.none'), hint: t('mobile_members.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'person',
      title: t('mobile_members.person'),
      cell: (row) => (
        <AppLink to={`/mobile-members/${row.id}`}>
          <PersonName name={row.person.name} />
        </AppLink>
      ),
    },
    { key: 'branch', title: t('mobile_members.branch'), cell: (row) => row.branch.name, wideOnly: true },
    {
      key: 'direction',
      title: t('mobile_members.direction'),
      cell: (row) => t(`mobile_members.direction.${row.direction}`),
    },
    { key: 'place', title: t('mobile_members.place'), cell: (row) => row.place },
    {
      key: 'last',
      title: t('mobile_members.last_contact'),
      cell: (row) => (row.lastContactOn ? <Day date={row.lastContactOn} short /> : t('mobile_members.never')),
    },
    {
      key: 'asks',
      title: t('mobile_members.asks'),
      cell: (row) => {
        const [pressing] = row.prompts;
        return pressing ? (
          <StateTag tone={promptTone[pressing]} label={t(`mobile_members.tag.${pressing}`)} />
        ) : null;
      },
    },
  ];
}
