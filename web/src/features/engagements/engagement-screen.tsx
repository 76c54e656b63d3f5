/** One engagement: what it is, what can be done now, what was done and how the branch sees it, the consent, the course. */
import { useTranslation } from 'react-i18next';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { Naming } from './naming.tsx';
import { NextMove } from './next-move.tsx';
import { Records } from './records.tsx';
import { EngagementState, termWords, type EngagementView } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getEngagement, { id });
  const of = found.data;
  return (
    <Page
      title={of ? `${of.person.name} · ${of.title}` : t('engagements.title')}
      crumbs={[
        of?.may.read
          ? { label: t('engagements.title'), to: `/engagements?kind=${of.kind}` }
          : { label: t('members.own.title'), to: '/own-record' },
      ]}
      width="text"
    >
      <Loaded query={found}>
        {(engagement) => (
          <>
            <Known of={engagement} />
            <WayOn of={engagement} />
            {engagement.fromOn && <Records of={engagement} />}
            {isShowable(engagement) && <Naming key={engagement.version} of={engagement} />}
            <WaysOut of={engagement} />
            <Course of={engagement} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Before it is accepted the form of the answer asks; once it is over nothing is shown. */
function isShowable({ kind, state }: EngagementView): boolean {
  return kind !== 'pair' && (state === 'applied' || state === 'fixed');
}

function Known({ of }: { of: EngagementView }) {
  const { t, i18n } = useTranslation();
  const term = termWords(t, i18n.language, of);
  const rows = [
    { label: t('engagements.kind'), value: t(`engagements.kind.${of.kind}`) },
    {
      label: t('engagements.member'),
      value: of.may.read ? (
        <AppLink to={`/members/${of.person.id}`}>
          <PersonName name={of.person.name} />
        </AppLink>
      ) : (
        <PersonName name={of.person.name} />
      ),
    },
    { label: t('engagements.branch'), value: of.branch.name },
    ...(of.households === null
      ? []
      : [
          {
            label: t('engagements.households'),
            value: t('engagements.households_count', { count: of.households }),
          },
        ]),
    ...(of.direction
      ? [
          { label: t('engagements.direction'), value: t(`engagements.direction.${of.direction}`) },
          { label: t('engagements.partner'), value: of.partner },
        ]
      : []),
    { label: t(`engagements.duties_${of.kind}`), value: of.duties },
    { label: t('engagements.state'), value: <EngagementState of={of} /> },
    ...(term ? [{ label: t('engagements.term'), value: term }] : []),
    ...(of.outcome
      ? [{ label: t('engagements.outcome'), value: t(`engagements.outcome.${of.outcome}`) }]
      : []),
    {
      label: t('engagements.proposed_on'),
      value: (
        <>
          <Day date={of.proposedOn} /> {of.onPaper && <small>{t('engagements.paper')}</small>}
        </>
      ),
    },
  ];
  return (
    <Section title={t('engagements.facts')}>
      <Facts rows={rows} />
    </Section>
  );
}

/** What it waits for: the way on, and beside an offer the no; what is running goes on by itself. */
function isAsked({ move, direction }: EngagementView['moves'][number]): boolean {
  return (direction === 'forward' && move !== 'extend') || move === 'decline';
}

function WayOn({ of }: { of: EngagementView }) {
  const { t } = useTranslation();
  const moves = of.moves.filter(
    (move) => isAsked(move) && (move.direction === 'forward' || (move.mine && move.available)),
  );
  if (moves.length === 0) return null;
  return (
    <Section title={t('engagements.next')}>
      {moves.map((move) => (
        <NextMove key={`${move.move}${of.version}`} of={of} move={move} />
      ))}
    </Section>
  );
}

function WaysOut({ of }: { of: EngagementView }) {
  const moves = of.moves.filter((move) => !isAsked(move) && move.mine && move.available);
  if (moves.length === 0) return null;
  return (
    <Section>
      {moves.map((move) => (
        <NextMove key={`${move.move}${of.version}`} of={of} move={move} />
      ))}
    </Section>
  );
}

function Course({ of }: { of: EngagementView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('engagements.course')}>
      <Timeline
        label={t('engagements.course')}
        events={of.steps.map((step, i) => ({
          key: `${step.move}${i}`,
          at: step.on,
          who: step.by,
          title: t(`procedure.engagement.move.${step.move}`),
          detail: step.why && <p>{step.why}</p>,
        }))}
      />
    </Section>
  );
}
