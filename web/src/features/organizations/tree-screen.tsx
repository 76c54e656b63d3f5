/** The tree as of a day: unfolding on a wide screen, drilling down on a phone. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { useSearchText } from '../../lib/address.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { AsOf } from './as-of.tsx';
import { kindLabel } from './kind-label.ts';
import './organizations.css';

type Node = ReplyOf<typeof organizationsApi.listTree>['nodes'][number];

export function Screen() {
  const { t } = useTranslation();
  const [{ asOf = '', in: at = '' }] = useSearchText();
  const narrow = useNarrow();
  const tree = useEndpoint(organizationsApi.listTree, asOf ? { asOf } : {}, { keepPrevious: true });
  return (
    <Page title={t('organizations.title')} lead={t('organizations.lead')}>
      <AsOf />
      <Loaded query={tree} lines={8}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty icon="organization" title={t('organizations.none')} hint={t('organizations.none_hint')} />
          ) : narrow ? (
            <Level nodes={nodes} at={at} asOf={asOf} />
          ) : (
            <ul className="org-tree">
              {childrenOf(nodes, null).map((node) => (
                <Branch key={node.id} node={node} nodes={nodes} depth={0} asOf={asOf} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

type BranchProps = { node: Node; nodes: Node[]; depth: number; asOf: string };

/** The button that unfolds stands beside the link: a heading of `details` may hold nothing to press. */
function Branch({ node, nodes, depth, asOf }: BranchProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(depth < 2);
  const list = useId();
  const below = childrenOf(nodes, node.id);
  return (
    <li>
      <span className="org-line">
        {below.length > 0 && (
          <button
            type="button"
            className="org-fold"
            aria-expanded={open}
            aria-controls={list}
            aria-label={`${node.shortName} ${t('organizations.children_count', { count: below.length })}`}
            onClick={() => setOpen(!open)}
          >
            <Icon name="forward" size="0.9em" />
          </button>
        )}
        <NodeLink node={node} asOf={asOf} />
      </span>
      {below.length > 0 && (
        <ul id={list} hidden={!open}>
          {below.map((child) => (
            <Branch key={child.id} node={child} nodes={nodes} depth={depth + 1} asOf={asOf} />
          ))}
        </ul>
      )}
    </li>
  );
}

function NodeLink({ node, asOf }: { node: Node; asOf: string }) {
  const { t } = useTranslation();
  return (
    <>
      <AppLink to={`/organizations/${node.id}${asOf ? `?asOf=${asOf}` : ''}`}>{node.shortName}</AppLink>
      <small className="org-kind">{kindLabel(t, node.kind)}</small>
    </>
  );
}

/** One level on a phone: the organization itself, then what is below it. */
function Level({ nodes, at, asOf }: { nodes: Node[]; at: string; asOf: string }) {
  const { t } = useTranslation();
  const roots = childrenOf(nodes, null);
  const only = roots.length === 1 ? roots[0] : undefined;
  const here = nodes.find((node) => node.id === at) ?? only;
  const query = (id: string) =>
    `/organizations?${new URLSearchParams({ ...(id && { in: id }), ...(asOf && { asOf }) })}`;
  return (
    <>
      {here && here !== only && (
        <p className="org-level">
          <AppLink to={query(here.parentId ?? '')} className="plain-link">
            <Icon name="back" size="1em" />
            {nodes.find((node) => node.id === here.parentId)?.shortName ?? t('organizations.title')}
          </AppLink>
        </p>
      )}
      <ul className="cards" aria-label={here?.shortName ?? t('organizations.title')}>
        {here && (
          <li className="card card-here">
            <p className="card-title">
              <NodeLink node={here} asOf={asOf} />
            </p>
          </li>
        )}
        {childrenOf(nodes, here?.id ?? null).map((node) => {
          const below = childrenOf(nodes, node.id).length;
          return (
            <li key={node.id} className="card org-card">
              <p className="card-title">
                <NodeLink node={node} asOf={asOf} />
              </p>
              {below > 0 && (
                <AppLink
                  to={query(node.id)}
                  className="org-below"
                  label={`${node.shortName} ${t('organizations.children_count', { count: below })}`}
                >
                  {t('organizations.children_count', { count: below })}
                  <Icon name="forward" size="1em" />
                </AppLink>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function childrenOf(nodes: Node[], parentId: string | null): Node[] {
  return nodes.filter((node) => node.parentId === parentId);
}
