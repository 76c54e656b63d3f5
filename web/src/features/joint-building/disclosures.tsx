/** What of the alliance is or comes before the public. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { reads, type AllianceView } from './words.ts';

export function Disclosures({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  const act = useAct(api.putForward, {
    invalidates: reads,
    onDone: () => say(t('joint_building.put_forward_done')),
  });
  return (
    <Section title={t('joint_building.disclosures')}>
      {of.disclosures.length === 0 ? (
        <p>{t('joint_building.no_disclosures')}</p>
      ) : (
        <ul className="plain-list">
          {of.disclosures.map(({ title, state, path }) => (
            <li key={path ?? title}>
              {path === null ? title : <AppLink to={path}>{title}</AppLink>}{' '}
              <small>{t(`procedure.publication.state.${state}` as MessageKey)}</small>
              {/* the publication's own states */}
            </li>
          ))}
        </ul>
      )}
      {of.may.draft && (
        <>
          <p>{t('joint_building.put_forward_help')}</p>
          <Button loading={act.isPending} onClick={() => act.mutate({ input: { id: of.id } })}>
            {t('joint_building.put_forward')}
          </Button>
          {act.error && <Refusal problem={act.error} focus />}
        </>
      )}
    </Section>
  );
}
