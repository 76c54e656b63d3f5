/** One year's appraisal of a branch: what is known, what comes next, its people in the order of the roster, objections. */
import { useTranslation } from 'react-i18next';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { Members } from './members.tsx';
import { NextMove } from './next-move.tsx';
import { Objections } from './objections.tsx';
import { Prompts } from './prompts.tsx';
import { Results } from './results.tsx';
import { RoundState, type RoundView } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const round = useEndpoint(appraisalsApi.getRound, { id });
  return (
    <Page
      title={
        round.data
          ? t('appraisals.round_title', { org: round.data.org.name, year: round.data.year })
          : t('appraisals.title')
      }
      crumbs={[{ label: t('appraisals.title'), to: '/appraisals' }]}
      width="text"
    >
      <Loaded query={round}>
        {(of) => (
          <>
            <Known of={of} />
            <Section title={t('appraisals.course')}>
              {of.moves.length === 0 ? (
                <p>{t('appraisals.done')}</p>
              ) : (
                of.moves.map((move) => <NextMove key={`${move.move}${of.version}`} of={of} move={move} />)
              )}
            </Section>
            <Prompts of={of} />
            {of.toldOn && (
              <Section title={t('stars.title')}>
                <p>{t('stars.lead')}</p>
                <LinkButton to={`/appraisals/${of.id}/stars`} label={t('stars.open')} icon="forward" />
              </Section>
            )}
            {of.toldOn && <Objections of={of} />}
            <Results of={of} />
            <Members of={of} />
            <Course of={of} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Known({ of }: { of: RoundView }) {
  const { t } = useTranslation();
  const { meeting, masses, papers, gradingMeeting, ceiling } = of;
  const day = (label: string, on: string | null) => (on ? [{ label, value: <Day date={on} /> }] : []);
  const held = (one: NonNullable<RoundView['meeting']>) => (
    <AppLink to={`/meetings/${one.id}`}>
      {one.title}（<Day date={one.on} short />）
    </AppLink>
  );
  return (
    <Section>
      <Facts
        rows={[
          { label: t('appraisals.state'), value: <RoundState state={of.state} /> },
          { label: t('appraisals.mode'), value: t(`appraisals.mode.${of.mode}`) },
          ...(masses
            ? [
                {
                  label: t('appraisals.masses'),
                  value: (
                    <>
                      <Day date={masses.on} /> {masses.note}
                    </>
                  ),
                },
              ]
            : []),
          ...(meeting ? [{ label: t('appraisals.meeting'), value: held(meeting) }] : []),
          ...(papers
            ? [
                {
                  label: t('appraisals.papers'),
                  value: t('appraisals.papers_line', { ...papers, present: of.present ?? 0 }),
                },
              ]
            : []),
          ...(gradingMeeting
            ? [{ label: t('appraisals.choose_committee'), value: held(gradingMeeting) }]
            : []),
          {
            label: t('appraisals.grade.excellent'),
            value: (
              <>
                {t('appraisals.ceiling', ceiling)}
                {ceiling.certainty === 'check' && <small> {t('appraisals.ceiling_check')}</small>}
              </>
            ),
          },
          ...day(t('appraisals.proposed_on'), of.proposedOn),
          ...day(t('appraisals.approved_on'), of.approvedOn),
          ...(of.reference ? [{ label: t('appraisals.reference'), value: of.reference }] : []),
          ...day(t('appraisals.told_on'), of.toldOn),
          ...day(t('appraisals.objections_until'), of.objectionsUntil),
        ]}
      />
    </Section>
  );
}

function Course({ of }: { of: RoundView }) {
  const { t, i18n } = useTranslation();
  if (of.steps.length === 0) return null;
  return (
    <Section title={t('appraisals.history')}>
      <Timeline
        label={t('appraisals.history')}
        events={of.steps.map((step, i) => ({
          key: `${step.move}${i}`,
          at: step.on,
          who: step.by,
          title: t(`procedure.appraisal.move.${step.move}`),
          detail: (
            <>
              {step.why && <p>{step.why}</p>}
              {step.recordedOn !== step.on && (
                <small>
                  {t('appraisals.recorded_late', { on: dayShort(step.recordedOn, i18n.language) })}
                </small>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}
