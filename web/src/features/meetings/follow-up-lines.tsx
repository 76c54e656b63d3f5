/** Tasks that follow from meetings, as a list; each opens to its own page. */
import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../src/modules/meetings/api.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

export type FollowUp = MeetingView['followUps'][number];

const tones: Record<FollowUp['state'], Tone> = { open: 'active', done: 'done', dropped: 'stopped' };

export function FollowUpLines({ tasks }: { tasks: FollowUp[] }) {
  const { t } = useTranslation();
  return (
    <ul className="meeting-lines">
      {tasks.map((task) => (
        <li key={task.id}>
          <AppLink to={`/follow-ups/${task.id}`}>{task.task}</AppLink>
          <p className="meeting-line-facts">
            <FollowUpState task={task} />
            <span className="person-name">{task.responsible}</span>
            <span>
              {t('meetings.follow_up_due')} <Day date={task.dueOn} short />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

export function FollowUpState({ task }: { task: FollowUp }) {
  const { t } = useTranslation();
  return (
    <>
      <StateTag tone={tones[task.state]} label={t(`meetings.follow_up.${task.state}`)} />
      {task.late && <StateTag tone="late" label={t('meetings.follow_up_late')} />}
    </>
  );
}
