/** A procedure as a list of tasks: done is plain, next is emphasised, what cannot start is grey and says why. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReasonView } from '../../../src/kernel/http/answers.ts';
import { AppLink } from './app-link.tsx';
import { Day } from './day.tsx';
import { Icon } from './icon.tsx';
import { ReasonText } from './refusal.tsx';

export type Task = {
  key: string;
  title: string;
  state: 'done' | 'next' | 'waiting' | 'blocked';
  /** Where it is done; ignored while blocked. */
  to?: string;
  /** ISO day on which it was done. */
  doneOn?: string;
  /** Who did it, or whose turn it is. */
  who?: string;
  /** Last day, ISO. */
  due?: string;
  /** Why it cannot start, or whom it waits for. */
  because?: ReasonView[];
  /** What belongs under the task: a result, the button of the act. */
  detail?: ReactNode;
};

export function TaskList({ label, tasks }: { label: string; tasks: Task[] }) {
  return (
    <ol className="task-list" aria-label={label}>
      {tasks.map((task) => (
        <TaskRow key={task.key} task={task} />
      ))}
    </ol>
  );
}

const marks = { done: 'check', next: 'forward', waiting: 'waiting', blocked: 'lock' } as const;

function TaskRow({ task }: { task: Task }) {
  const { t } = useTranslation();
  const words = {
    done: t('ui.state_done'),
    next: t('ui.state_next'),
    waiting: t('ui.state_waiting'),
    blocked: t('ui.state_blocked'),
  };
  return (
    <li className={`task task-${task.state}`} aria-current={task.state === 'next' ? 'step' : undefined}>
      <span className="task-mark">
        <Icon name={marks[task.state]} />
      </span>
      <div className="task-body">
        <p className="task-title">
          {task.to && task.state !== 'blocked' ? <AppLink to={task.to}>{task.title}</AppLink> : task.title}
        </p>
        <p className="task-facts">
          <span className="task-state">{words[task.state]}</span>
          {task.doneOn && <Day date={task.doneOn} short />}
          {task.who && <span className="person-name">{task.who}</span>}
          {task.due && task.state !== 'done' && <TaskDue due={task.due} />}
        </p>
        {task.because?.map((reason) => (
          <p className="task-because" key={`${reason.code}${reason.message}`}>
            <ReasonText reason={reason} />
          </p>
        ))}
        {task.detail}
      </div>
    </li>
  );
}

function TaskDue({ due }: { due: string }) {
  const { t } = useTranslation();
  return (
    <span>
      {t('ui.due')} <Day date={due} />
    </span>
  );
}
