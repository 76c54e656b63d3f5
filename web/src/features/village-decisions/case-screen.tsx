/** One matter: its steps as a task list, then everything on record. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi as api } from '../../../../src/modules/village-decisions/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useReasonViews, useWords } from '../../lib/reasons.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { TaskList, type Task } from '../../ui/task-list.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { ActedFirst, TellActedFirst } from './acting-first.tsx';
import { Bodies } from './bodies.tsx';
import { Evidence } from './evidence.tsx';
import { NextStep } from './next-step.tsx';
import { Opinions } from './opinions.tsx';
import { Texts } from './texts.tsx';
import { MeetingRecord } from './votes.tsx';
import { matterWord, moveWord, stateTone, stateWord, type CaseView } from './words.ts';
import { Works } from './works.tsx';
import './village-decisions.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getCase, { id });
  return (
    <Page
      title={found.data?.title ?? t('village_decisions.case')}
      lead={found.data && `${found.data.code} · ${found.data.village.name}`}
      crumbs={[{ label: t('village_decisions.title'), to: '/village-decisions' }]}
      actions={
        <LinkButton
          to={`/village-decisions/${id}/print`}
          label={t('village_decisions.print')}
          icon="document"
        />
      }
      width="text"
    >
      <Loaded query={found} lines={10}>
        {(data) => <CaseOf of={data} />}
      </Loaded>
    </Page>
  );
}

function CaseOf({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const mayWrite =
    of.may.record &&
    !['implementing', 'implemented', 'result_published', 'archived', 'withdrawn'].includes(of.state);
  return (
    <>
      <Section title={t('village_decisions.path')}>
        <p>
          <StateTag tone={stateTone(of.state)} label={words(stateWord(of.state))} />
        </p>
        <Tasks of={of} />
        {of.may.actFirst && <TellActedFirst of={of} />}
      </Section>
      <ActedFirst of={of} />
      {['motion', 'proposed', 'deliberated', 'reviewed'].includes(of.state) && (
        <Section title={t('village_decisions.who_decides')}>
          <Bodies bodies={of.bodies} />
        </Section>
      )}
      <Section
        title={t('village_decisions.plan')}
        actions={
          mayWrite && (
            <LinkButton
              to={`/village-decisions/${of.id}/text`}
              label={t('village_decisions.write_text')}
              icon="edit"
            />
          )
        }
      >
        <Texts texts={of.texts} />
      </Section>
      <Section title={t('village_decisions.votes')}>
        {of.meetings.length === 0 && <p>{t('village_decisions.no_votes')}</p>}
        {of.meetings.toReversed().map((meeting) => (
          <MeetingRecord key={meeting.id} of={of} meeting={meeting} />
        ))}
      </Section>
      {of.disclosures.length > 0 && <Disclosures of={of} />}
      {['resolved', 'published', 'implementing', 'implemented', 'result_published', 'archived'].includes(
        of.state,
      ) && (
        <Section title={t('village_decisions.works')}>
          <Works of={of} />
        </Section>
      )}
      <Section title={t('village_decisions.evidence')}>
        <Evidence of={of} />
      </Section>
      <Opinions of={of} />
      <Section title={t('village_decisions.facts')}>
        <Facts rows={useFacts(of)} />
      </Section>
      <WayBack of={of} />
      <Section title={t('village_decisions.history')}>
        <History of={of} />
      </Section>
    </>
  );
}

function Tasks({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const views = useReasonViews();
  // What the form below asks for anyway is not a reason to show; the server says it again if it is left out.
  const asked = new Set(['postedOn', 'places', 'finishedOn', 'archiveNo', 'consulted']);
  const tasks = of.tasks.map((task, index): Task => {
    const isNow = task.state === 'next' || task.state === 'waiting';
    const because = task.because.filter((reason) => !(reason.field && asked.has(reason.field)));
    const before = of.tasks[index - 1];
    // Whatever lies further on waits for the step before it; the server's own sentence would say it eight times.
    const waits = before && {
      code: 'procedure.not_from_here',
      message: t('village_decisions.after', { step: words(moveWord(before.move)) }),
    };
    const shown = isNow ? views(because) : task.state === 'blocked' && waits ? [waits] : [];
    return {
      key: task.move,
      title: words(moveWord(task.move)),
      state: task.state,
      ...(task.doneOn && { doneOn: task.doneOn }),
      ...(isNow && { who: words(`who.${task.permission}`) }),
      ...(shown.length > 0 && { because: shown }),
      ...(isNow && { detail: <NextStep of={of} task={task} /> }),
    };
  });
  return <TaskList label={t('village_decisions.path')} tasks={tasks} />;
}

function useFacts(of: CaseView) {
  const { t } = useTranslation();
  const words = useWords();
  return [
    { label: t('village_decisions.col_matter'), value: words(matterWord(of.matter)) },
    { label: t('village_decisions.group'), value: of.group },
    { label: t('village_decisions.q_source'), value: words(`village_decisions.source.${of.source}`) },
    { label: t('village_decisions.proposers'), value: of.proposers.join('、') },
    { label: t('village_decisions.moved_on'), value: <Day date={of.movedOn} /> },
    {
      label: t('village_decisions.consultation'),
      value: of.consultation && (
        <>
          <Day date={of.consultation.on} short /> {of.consultation.text}
        </>
      ),
    },
    {
      label: t('village_decisions.supervision'),
      value: of.supervision && (
        <>
          <Day date={of.supervision.on} short /> {of.supervision.by}：{of.supervision.text}
        </>
      ),
    },
    { label: t('village_decisions.archive_no'), value: of.archiveNo },
  ].filter((row) => row.value);
}

/** The last day of a resolution's display lies in a year whose holidays are not loaded. */
function isEndUnknown(of: CaseView, part: string): boolean {
  return part === 'resolution' && of.resolutionPosting?.lastDay === null;
}

function Disclosures({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const mayRead = mayDo(useSession(), 'disclosure.read');
  const words = useWords();
  return (
    <Section title={t('village_decisions.disclosures')}>
      {of.disclosures.map((one) => (
        <article className={one.setAside ? 'meeting meeting-aside' : 'meeting'} key={one.publicationId}>
          <h3>
            {mayRead ? (
              <AppLink to={`/openness/${one.publicationId}`}>
                {t(`village_decisions.part.${one.part}`)} {one.code}
              </AppLink>
            ) : (
              `${t(`village_decisions.part.${one.part}`)} ${one.code}`
            )}{' '}
            <StateTag
              tone={one.shownFrom && !one.setAside ? 'done' : 'waiting'}
              label={words(`procedure.publication.state.${one.state}`)}
            />
          </h3>
          <Facts
            rows={[
              {
                label: t('village_decisions.posted_on'),
                value: one.shownFrom && <Day date={one.shownFrom} />,
              },
              {
                label: t('village_decisions.shown_until'),
                value: isEndUnknown(of, one.part) ? (
                  <AppLink to="/calendar">{t('calendar.end_unknown')}</AppLink>
                ) : (
                  one.shownUntil && <Day date={one.shownUntil} />
                ),
              },
              {
                label: t('village_decisions.places'),
                value: (one.part === 'resolution' ? of.resolutionPosting : of.resultPosting)?.places.join(
                  '、',
                ),
              },
            ].filter((row) => row.value)}
          />
          {one.objections > 0 && (
            <p>
              {t('village_decisions.objections', {
                total: String(one.objections),
                open: String(one.openObjections),
              })}
            </p>
          )}
        </article>
      ))}
    </Section>
  );
}

const backMoves = {
  return_to_motion: api.returnToMotion,
  return_to_proposal: api.returnToProposal,
  return_to_review: api.returnToReview,
  withdraw: api.withdraw,
} as const;

function WayBack({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const possible = of.wayBack.filter((one) => one.available);
  if (possible.length === 0) return null;
  return (
    <Section title={t('village_decisions.way_back')}>
      {possible.map((one) => (
        <BackForm key={one.move} of={of} move={one.move as keyof typeof backMoves} /> // the moves of the way back are these four
      ))}
    </Section>
  );
}

function BackForm({ of, move }: { of: CaseView; move: keyof typeof backMoves }) {
  const { t } = useTranslation();
  const words = useWords();
  const act = useAct(backMoves[move], { invalidates: [api.getCase, api.listCases] });
  return (
    <details className="step-form">
      <summary>{words(moveWord(move))}</summary>
      <ActForm
        act={act}
        submitLabel={words(moveWord(move))}
        danger
        toInput={(values: { why: string }) => ({ id: of.id, version: of.version, ...values })}
        onDone={(after) => say(t('village_decisions.moved', { state: words(stateWord(after.state)) }))}
      >
        <Field name="why" label={t('village_decisions.why')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Field>
      </ActForm>
    </details>
  );
}

function History({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const events = of.steps.map((step, index) => ({
    key: `${index}${step.move}`,
    at: step.on,
    who: step.by,
    title: words(moveWord(step.move)),
    detail: (
      <>
        {step.why}
        {step.lateDays > 0 && (
          <StateTag
            tone="waiting"
            label={t('village_decisions.late_entry', { days: String(step.lateDays) })}
          />
        )}
      </>
    ),
  }));
  const moved = { key: 'motion', at: of.movedOn, title: words(stateWord('motion')) };
  return <Timeline label={t('village_decisions.history')} events={[moved, ...events]} />;
}
