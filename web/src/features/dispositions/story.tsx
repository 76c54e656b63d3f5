/** What staff and the person read alike: facts, tasks, votes, papers, appeals and the course of a case. */
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { dayShort } from '../../lib/days.ts';
import { Day } from '../../ui/day.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { DispositionState, type Story } from './words.tsx';

export function Known({ of }: { of: Story }) {
  const { t, i18n } = useTranslation();
  const rows: { label: string; value: ReactNode }[] = [
    { label: t('dispositions.branch'), value: of.branch },
    { label: t('dispositions.cause'), value: t(`dispositions.cause.${of.cause}`) },
    { label: t('dispositions.question'), value: of.question },
    { label: t('dispositions.state'), value: <DispositionState state={of.state} /> },
    { label: t('dispositions.since_state'), value: <Day date={of.stateSince} /> },
  ];
  if (of.dueOn) rows.push({ label: t('dispositions.due'), value: <Day date={of.dueOn} /> });
  if (of.way) rows.push({ label: t('dispositions.way'), value: t(`dispositions.way.${of.way}`) });
  if (of.deadlineOn) rows.push({ label: t('dispositions.deadline'), value: <Day date={of.deadlineOn} /> });
  if (of.approvalReference)
    rows.push({ label: t('dispositions.approval_reference'), value: of.approvalReference });
  if (of.rejoinFrom)
    rows.push({
      label: t('dispositions.rejoin_from'),
      value: t('dispositions.rejoin_line', {
        on: dayShort(of.rejoinFrom.on, i18n.language),
        source: of.rejoinFrom.source,
      }),
    });
  return (
    <Section title={t('dispositions.facts')}>
      <Facts rows={rows} />
    </Section>
  );
}

/** `acts`: what stands below a task that can be noted now, by its id. */
export function Tasks({ of, acts }: { of: Story; acts?: ReadonlyMap<string, ReactNode> }) {
  const { t, i18n } = useTranslation();
  if (of.tasks.length === 0) return null;
  return (
    <Section title={t('dispositions.tasks')}>
      <ul className="plain-list">
        {of.tasks.map(({ id, task, outcome, result, notedOn }) => (
          <li key={id}>
            <p>
              {task}　
              <StateTag
                tone={outcome === 'fulfilled' ? 'done' : outcome ? 'stopped' : 'active'}
                label={outcome ? t(`dispositions.outcome.${outcome}`) : t('dispositions.task_open')}
              />
            </p>
            {result && notedOn && (
              <p>
                {dayShort(notedOn, i18n.language)}　{result}
              </p>
            )}
            {acts?.get(id)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Decisions({ of }: { of: Story }) {
  const { t } = useTranslation();
  if (of.decisions.length === 0) return null;
  return (
    <Section title={t('dispositions.decisions')}>
      <Timeline
        label={t('dispositions.decisions')}
        events={of.decisions.map((one) => ({
          key: one.decisionId,
          at: one.heldOn,
          title: one.question,
          detail: (
            <>
              {one.way && <p>{t(`dispositions.way.${one.way}`)}</p>}
              <small>
                {t('dispositions.decision_line', {
                  eligible: String(one.eligible),
                  present: String(one.present),
                  yes: String(one.yes),
                  no: String(one.no),
                  abstain: String(one.abstain),
                })}
              </small>
            </>
          ),
        }))}
      />
    </Section>
  );
}

export function Records({ of, acts }: { of: Story; acts?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Section title={t('dispositions.records')}>
      {of.records.length === 0 ? (
        <p>{t('dispositions.no_records')}</p>
      ) : (
        <Timeline
          label={t('dispositions.records')}
          events={of.records.map((one) => ({
            key: one.id,
            at: one.on,
            who: one.by,
            title: (
              <>
                {t(`dispositions.record.${one.kind}`)}
                {one.isOwn && <small>（{t('dispositions.by_person')}）</small>}
              </>
            ),
            detail: (
              <>
                <p>{one.content}</p>
                <Late of={one} />
              </>
            ),
          }))}
        />
      )}
      {acts}
    </Section>
  );
}

export function Course({ of }: { of: Story }) {
  const { t } = useTranslation();
  if (of.steps.length === 0) return null;
  return (
    <Section title={t('dispositions.steps')}>
      <Timeline
        label={t('dispositions.steps')}
        events={of.steps.map((step, i) => ({
          key: `${step.move}${i}`,
          at: step.on,
          who: step.by,
          title: t(`procedure.disposition.move.${step.move}`),
          detail: (
            <>
              {step.why && <p>{step.why}</p>}
              <Late of={step} />
            </>
          ),
        }))}
      />
    </Section>
  );
}

function Late({ of }: { of: { lateDays: number; recordedOn: string } }) {
  const { t, i18n } = useTranslation();
  if (of.lateDays === 0) return null;
  return (
    <small>
      {t('dispositions.recorded_late', {
        days: of.lateDays,
        on: dayShort(of.recordedOn, i18n.language),
      })}
    </small>
  );
}

/** `acts`: the way to answer one that is open, by its id. */
export function Appeals({
  of,
  acts,
  children,
}: {
  of: Story;
  acts?: ReadonlyMap<string, ReactNode>;
  children?: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const short = (day: string) => dayShort(day, i18n.language);
  return (
    <Section title={t('dispositions.appeals')}>
      {of.appeals.length === 0 && <p>{t('dispositions.no_appeals')}</p>}
      <ul className="plain-list">
        {of.appeals.map((one) => (
          <li key={one.id}>
            <p>
              {t('dispositions.appeal_line', {
                on: short(one.lodgedOn),
                level: t(`dispositions.level.${one.level}`),
                due: short(one.dueOn),
              })}
            </p>
            {one.content && <p>{one.content}</p>}
            {one.outcome && one.answeredOn ? (
              <>
                <p>
                  <StateTag tone="done" label={t(`dispositions.appeal_outcome.${one.outcome}`)} />
                </p>
                <p>
                  {t('dispositions.appeal_answered_line', {
                    on: short(one.answeredOn),
                    reference: one.reference ?? '',
                  })}
                  　{one.answer}
                </p>
              </>
            ) : (
              acts?.get(one.id)
            )}
          </li>
        ))}
      </ul>
      {children}
    </Section>
  );
}
