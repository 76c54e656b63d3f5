/** One pledge: its items with what was said about each, what can be done now, the consent, the course. */
import { useTranslation } from 'react-i18next';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { RecordFiles } from '../../ui/record-files.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { Consent } from './consent.tsx';
import { NextMove } from './next-move.tsx';
import { PledgeItem } from './pledge-item.tsx';
import { PledgeState, type PledgeView } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getPledge, { id });
  const of = found.data;
  return (
    <Page
      title={of ? `${of.person.name} · ${of.year} ${t('pledges.title')}` : t('pledges.title')}
      crumbs={[
        of?.may.read
          ? { label: t('pledges.title'), to: '/pledges' }
          : { label: t('members.own.title'), to: '/own-record' },
      ]}
      width="text"
    >
      <Loaded query={found}>
        {(pledge) => (
          <>
            <Section title={t('pledges.items')}>
              {pledge.items.map((item) => (
                <PledgeItem key={`${item.no}.${pledge.version}`} of={pledge} item={item} />
              ))}
            </Section>
            <Moves of={pledge} />
            <Consent key={pledge.version} of={pledge} />
            <Known of={pledge} />
            <Section title={t('pledges.files')}>
              <RecordFiles
                api={api}
                id={pledge.id}
                help={t('pledges.files_help')}
                addLabel={t('pledges.add_file')}
                mayChange={pledge.may.record}
              />
            </Section>
            <Course of={pledge} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What is done next; a pledge that is under way can only be ended early, and that is no step on its way. */
function Moves({ of }: { of: PledgeView }) {
  const { t } = useTranslation();
  // Of what others do only the way on is this reader's business.
  const shown = of.moves.filter((move) => move.direction === 'forward' || (move.mine && move.available));
  if (shown.length === 0) return null;
  const hasWayOn = shown.some((move) => move.direction === 'forward');
  return (
    <Section {...(hasWayOn && { title: t('pledges.next') })}>
      {shown.map((move) => (
        <NextMove key={`${move.move}${of.version}`} of={of} move={move} />
      ))}
    </Section>
  );
}

function Known({ of }: { of: PledgeView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('pledges.facts')}>
      <Facts
        rows={[
          {
            label: t('pledges.member'),
            value: of.may.read ? (
              <AppLink to={`/members/${of.person.id}`}>
                <PersonName name={of.person.name} />
              </AppLink>
            ) : (
              <PersonName name={of.person.name} />
            ),
          },
          { label: t('pledges.branch'), value: of.branch.name },
          { label: t('pledges.state'), value: <PledgeState of={of} /> },
          {
            label: t('pledges.proposed_on'),
            value: (
              <>
                <Day date={of.proposedOn} />
                {of.onPaper && <small>　{t('pledges.paper')}</small>}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Course({ of }: { of: PledgeView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('pledges.said')}>
      <Timeline
        label={t('pledges.said')}
        events={of.steps.map((step, i) => ({
          key: `${step.move}${i}`,
          at: step.on,
          who: step.by,
          title: t(`procedure.pledge.move.${step.move}`),
          detail: (
            <>
              {step.why && <p>{step.why}</p>}
              {step.lateDays > 0 && <small>{t('pledges.recorded_late', { days: step.lateDays })}</small>}
            </>
          ),
        }))}
      />
    </Section>
  );
}
