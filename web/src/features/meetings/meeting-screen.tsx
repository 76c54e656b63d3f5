/** One meeting as one task list: call, attendance, minutes, votes, close; each step opens below it. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { TaskList, type Task } from '../../ui/task-list.tsx';
import { Attendance } from './attendance.tsx';
import { Call } from './call.tsx';
import { Close } from './close.tsx';
import { CarriedOver, FollowUps } from './follow-ups.tsx';
import { Files } from './files.tsx';
import { Minutes } from './minutes.tsx';
import { MeetingRecord } from './record.tsx';
import { Votes } from './votes.tsx';
import { stateTone, stepPath, steps, type Step } from './words.ts';
import './meetings.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const [text] = useSearchText();
  const step = steps.find((one) => one === text['step']);
  // Others mark, count and write at the same time: look again while the meeting is open.
  const meeting = useEndpoint(meetingsApi.getMeeting, { id }, { every: 5000 });
  return (
    <Page
      title={meeting.data?.title ?? t('meetings.menu')}
      crumbs={
        step
          ? [
              { label: t('meetings.list'), to: '/meetings' },
              { label: t('meetings.back'), to: `/meetings/${id}` },
            ]
          : [{ label: t('meetings.list'), to: '/meetings' }]
      }
      width="text"
      actions={
        meeting.data?.state === 'closed' && (
          <button type="button" className="link-button" onClick={() => window.print()}>
            {t('meetings.print')}
          </button>
        )
      }
    >
      <Loaded query={meeting}>
        {(data) => (step ? <StepView step={step} meeting={data} /> : <Overview meeting={data} />)}
      </Loaded>
    </Page>
  );
}

function StepView({ step, meeting }: { step: Step; meeting: MeetingView }) {
  switch (step) {
    case 'call':
      return <Call meeting={meeting} />;
    case 'attendance':
      return <Attendance meeting={meeting} />;
    case 'minutes':
      return <Minutes meeting={meeting} />;
    case 'votes':
      return <Votes meeting={meeting} />;
    case 'close':
      return <Close meeting={meeting} />;
  }
}

function Overview({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const finished = meeting.state === 'closed' || meeting.state === 'annulled';
  return (
    <>
      <Section>
        <p className="meeting-state">
          <StateTag tone={stateTone[meeting.state]} label={t(`procedure.meeting.state.${meeting.state}`)} />
          {meeting.lateness === 'recorded' && <StateTag tone="waiting" label={t('meetings.late_entry')} />}
        </p>
        {meeting.stateReason && <p>{meeting.stateReason}</p>}
        <Facts rows={factRows(t, meeting)} />
      </Section>
      {!finished && meeting.state !== 'cancelled' && meeting.may.manage && (
        <Section title={t('meetings.tasks')}>
          <TaskList label={t('meetings.tasks')} tasks={tasksOf(t, meeting)} />
        </Section>
      )}
      <CarriedOver meeting={meeting} />
      {(finished || meeting.state === 'held') && <MeetingRecord meeting={meeting} />}
      {(meeting.state === 'held' || meeting.state === 'closed') && <FollowUps meeting={meeting} />}
      {meeting.state !== 'cancelled' && <Files meeting={meeting} />}
      {finished && <Close meeting={meeting} />}
    </>
  );
}

function factRows(t: TFunction, meeting: MeetingView) {
  const day = meeting.heldOn ?? meeting.plannedOn;
  return [
    { label: t('meetings.filter_kind'), value: t(`meetings.kind.${meeting.kind}`) },
    { label: t('meetings.column_org'), value: meeting.org.name },
    {
      label: t('meetings.column_on'),
      value: (
        <>
          <Day date={day} /> {meeting.startsAt}
        </>
      ),
    },
    { label: t('meetings.place'), value: meeting.place },
    ...(meeting.recordedOn
      ? [{ label: t('meetings.recorded_on'), value: <Day date={meeting.recordedOn} /> }]
      : []),
    ...(meeting.dueOn ? [{ label: t('meetings.due_on'), value: <Day date={meeting.dueOn} /> }] : []),
  ];
}

function tasksOf(t: TFunction, meeting: MeetingView): Task[] {
  const held = meeting.state === 'held';
  const marked = meeting.attendees.filter((one) => one.status !== 'unknown').length;
  const counted = meeting.heads.some((one) => one.eligible > 0);
  const attendanceDone = meeting.heads.length > 0 ? counted : marked === meeting.attendees.length;
  const written = meeting.items.filter((item) => item.minutes.trim() !== '').length;
  const minutesDone = written === meeting.items.length;
  const votesOpen = meeting.votes.some((vote) => vote.state === 'open');
  const begun = (done: boolean): Task['state'] => (!held ? 'blocked' : done ? 'done' : 'next');
  const tasks: Task[] = [
    {
      key: 'call',
      title: t('meetings.task_call'),
      state: held || meeting.state === 'called' ? 'done' : 'next',
      to: stepPath(meeting.id, 'call'),
      ...(meeting.calledOn && { doneOn: meeting.calledOn }),
      because: meeting.reminders,
      ...(!held && { detail: <LinkButton to={stepPath(meeting.id, 'call')} label={t('meetings.begin')} /> }),
    },
    {
      key: 'attendance',
      title: t('meetings.task_attendance'),
      state: begun(attendanceDone),
      to: stepPath(meeting.id, 'attendance'),
      ...(meeting.heads.length === 0 && {
        who: t('meetings.marked', { done: marked, all: meeting.attendees.length }),
      }),
    },
    {
      key: 'minutes',
      title: t('meetings.task_minutes'),
      state: begun(minutesDone),
      to: stepPath(meeting.id, 'minutes'),
      who: t('meetings.written', { done: written, all: meeting.items.length }),
    },
  ];
  if (meeting.rule.mayDecide)
    tasks.push({
      key: 'votes',
      title: t('meetings.task_votes'),
      state: !held ? 'blocked' : votesOpen ? 'next' : meeting.votes.length > 0 ? 'done' : 'waiting',
      to: stepPath(meeting.id, 'votes'),
      ...(meeting.votes.length === 0 && { who: t('meetings.nothing_to_vote') }),
    });
  tasks.push({
    key: 'close',
    title: t('meetings.task_close'),
    state: begun(false),
    to: stepPath(meeting.id, 'close'),
  });
  return tasks;
}
