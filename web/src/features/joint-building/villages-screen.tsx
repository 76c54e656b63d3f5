/** Village by village: leader, paired branch, alliances; each cell opens, a blank opens the form that fills it. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import type { Village } from './words.ts';

type May = ReplyOf<typeof api.getVillages>['may'];

export function Screen() {
  const { t } = useTranslation();
  const found = useEndpoint(api.getVillages, {});
  const narrow = useNarrow();
  const List = narrow ? Cards : Table;
  return (
    <Page
      title={t('joint_building.villages')}
      lead={t('joint_building.villages_lead')}
      crumbs={[{ label: t('joint_building.title'), to: '/joint-building' }]}
    >
      <Loaded query={found}>
        {({ villages, may }) => (
          <Section>
            <List
              label={t('joint_building.villages')}
              columns={columnsOf(t, may)}
              rows={villages}
              rowKey={(row) => row.id}
            />
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

function columnsOf(t: TFunction, may: May): [Column<Village>, ...Column<Village>[]] {
  return [
    {
      key: 'village',
      title: t('joint_building.village'),
      cell: (row) => <AppLink to={`/organizations/${row.id}`}>{row.name}</AppLink>,
    },
    {
      key: 'leader',
      title: t('joint_building.leader'),
      cell: (row) => (
        <Links
          links={row.leaders.map(({ id, name }) => ({ to: `/liaison/${id}`, name }))}
          {...(may.assign && { fill: { to: '/liaison/leader', label: t('joint_building.fill_leader') } })}
        />
      ),
    },
    {
      key: 'branch',
      title: t('joint_building.branch'),
      cell: (row) => (
        <Links
          links={row.branches.map(({ id, name }) => ({ to: `/liaison/${id}`, name }))}
          {...(may.assign && { fill: { to: '/liaison/branches', label: t('joint_building.fill_branch') } })}
        />
      ),
    },
    {
      key: 'alliances',
      title: t('joint_building.alliances'),
      cell: (row) => (
        <Links
          links={row.alliances.map(({ id, name }) => ({ to: `/joint-building/${id}`, name }))}
          {...(may.draft && {
            fill: {
              to: `/joint-building/new?village=${row.id}`,
              label: t('joint_building.fill_alliance'),
            },
          })}
        />
      ),
    },
  ];
}

type LinksProps = { links: { to: string; name: string }[]; fill?: { to: string; label: string } };

/** What is there, or the blank: for whoever may fill it, a way to do so. */
function Links({ links, fill }: LinksProps) {
  const { t } = useTranslation();
  if (links.length > 0)
    return (
      <ul className="plain-list">
        {links.map(({ to, name }) => (
          <li key={to}>
            <AppLink to={to}>{name}</AppLink>
          </li>
        ))}
      </ul>
    );
  if (!fill) return <StateTag tone="waiting" label={t('joint_building.blank')} />;
  return <AppLink to={fill.to}>{fill.label}</AppLink>;
}
