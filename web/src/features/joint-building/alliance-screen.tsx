/** One alliance: what is done in it first; who has signed, its agreement and its end below. */
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { RecordFiles } from '../../ui/record-files.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useMoney } from '../dues/words.ts';
import { PartnershipParts } from '../partnerships/partnership-parts.tsx';
import { EndAlliance, WithdrawAlliance } from './ending.tsx';
import { Disclosures } from './disclosures.tsx';
import { JointMeetings } from './joint-meetings.tsx';
import { Parties } from './parties.tsx';
import { Projects } from './projects.tsx';
import { stateTone, type AllianceView } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getAlliance, { id });
  return (
    <Page
      title={found.data?.title ?? t('joint_building.title')}
      crumbs={[{ label: t('joint_building.title'), to: '/joint-building' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            {of.runsFrom !== null && (
              <>
                <PartnershipParts of={{ type: 'alliance', id: of.id }} />
                <Projects of={of} />
                <JointMeetings of={of} />
                <Disclosures of={of} />
              </>
            )}
            <Parties of={of} />
            <Agreement of={of} />
            {of.may.draft && of.state === 'draft' && <WithdrawAlliance of={of} />}
            {of.may.draft && of.state === 'running' && <EndAlliance of={of} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Agreement({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  const money = useMoney();
  const link = (to: string) => <AppLink to={`/joint-building/${to}`}>{t('joint_building.open')}</AppLink>;
  return (
    <Section title={t('joint_building.agreement')}>
      <Facts
        rows={[
          {
            label: t('joint_building.state'),
            value: (
              <StateTag
                tone={of.termOver ? 'late' : stateTone[of.state]}
                label={t(of.termOver ? 'joint_building.term_over' : `joint_building.state.${of.state}`)}
              />
            ),
          },
          { label: t('joint_building.kind'), value: t(`joint_building.kind.${of.kind}`) },
          {
            label: t('joint_building.term'),
            value: t('joint_building.from_to', { since: of.since, until: of.untilOn }),
          },
          ...(of.runsFrom
            ? [{ label: t('joint_building.runs_from'), value: <Day date={of.runsFrom} /> }]
            : []),
          { label: t('joint_building.tasks'), value: of.tasks },
          ...(of.fundFen === null
            ? []
            : [{ label: t('joint_building.fund'), value: `${money(of.fundFen)} · ${of.fundSource ?? ''}` }]),
          { label: t('joint_building.drafted_by'), value: of.draftedBy },
          ...(of.endedOn ? [{ label: t('joint_building.ended_on'), value: <Day date={of.endedOn} /> }] : []),
          ...(of.review ? [{ label: t('joint_building.review'), value: of.review }] : []),
          ...(of.renews ? [{ label: t('joint_building.renews'), value: link(of.renews) }] : []),
          ...(of.renewedBy ? [{ label: t('joint_building.renewed_by'), value: link(of.renewedBy) }] : []),
        ]}
      />
      <h3>{t('joint_building.files')}</h3>
      <RecordFiles
        api={api}
        id={of.id}
        help={t('joint_building.files_help')}
        addLabel={t('joint_building.add_file')}
        mayChange={of.may.keep && of.state !== 'withdrawn'}
      />
    </Section>
  );
}
