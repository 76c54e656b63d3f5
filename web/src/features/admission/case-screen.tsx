/** One person on the way in: the 25 steps as a task list, then everything on record. */
import { useTranslation } from 'react-i18next';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useReasonViews, useWords } from '../../lib/reasons.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { TaskList, type Task as Row } from '../../ui/task-list.tsx';
import { History } from './history.tsx';
import { Inquiries } from './inquiries.tsx';
import { Notices } from './notices.tsx';
import { TakeBack } from './take-back.tsx';
import { type CaseView, moveWord, stateWord, stepWord, toneOf } from './words.ts';
import './admission.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getCase, { id });
  return (
    <Page
      title={found.data?.name ?? t('admission.case')}
      lead={found.data?.branch.name}
      crumbs={[{ label: t('admission.title'), to: '/admission' }]}
      actions={<LinkButton to={`/admission/${id}/print`} label={t('admission.print')} icon="document" />}
      width="text"
    >
      <Loaded query={found} lines={12}>
        {(data) => <CaseOf of={data} />}
      </Loaded>
    </Page>
  );
}

function CaseOf({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <Section title={t('admission.steps')}>
        <p className="tags">
          <StateTag tone={toneOf(of.state)} label={words(stateWord(of.state))} />
          <small>
            {t('admission.since')} <Day date={of.stateSince} short />
          </small>
        </p>
        <p className="admission-rules">
          {t('admission.rules_now', { rules: words(`admission.rules.${of.ruleSet.value}`) })}
          {of.ruleSet.certainty === 'check' && <strong> {t('admission.to_be_verified')}</strong>}
        </p>
        {of.probation && (
          <p>
            {t('admission.probation')} <Day date={of.probation.start} short /> —{' '}
            <Day date={of.probation.lastDay} short />
            {of.probation.extended && ` · ${t('admission.extended')}`}
          </p>
        )}
        <Tasks of={of} />
        <WayBack of={of} />
      </Section>
      <Notices of={of} />
      <Section title={t('admission.person')}>
        <Facts rows={useFacts(of)} />
      </Section>
      <Section title={t('admission.history')}>
        <History of={of} />
        {of.may.takeBack && of.entries.length > 1 && <TakeBack of={of} />}
      </Section>
      <Inquiries of={of} />
    </>
  );
}

function Tasks({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const views = useReasonViews();
  const tasks = of.tasks.map((task, index): Row => {
    const isNow = task.act !== null && (task.state === 'next' || task.state === 'waiting');
    const before = of.tasks[index - 1];
    // What lies further on waits for the steps before it; the server's own sentence would say it twenty times.
    const waits = before && {
      code: 'procedure.not_from_here',
      message: t('admission.after', { step: words(stepWord(before.step)) }),
    };
    const because =
      task.act !== null ? views(task.because) : waits && task.state === 'blocked' ? [waits] : [];
    const number = `${String(index + 1).padStart(2, '0')} `;
    const mayDo = task.act !== null && task.startable;
    const isAgain = task.state === 'done' && task.act === 'assign_mentors';
    return {
      key: task.step,
      title: number + words(stepWord(task.step)) + (task.times > 1 ? ` × ${task.times}` : ''),
      state: task.state,
      ...(task.doneOn && { doneOn: task.doneOn }),
      ...(task.dueOn && { due: task.dueOn }),
      ...(isNow && { who: words(`who.${task.permission}`) }),
      ...(because.length > 0 && { because }),
      ...(mayDo &&
        !(task.state === 'done' && !isAgain) && {
          detail: (
            <div className="step-acts">
              <LinkButton
                to={`/admission/${of.id}/act?do=${task.act ?? ''}`}
                label={words(moveWord(task.act ?? ''))}
                icon="edit"
                primary={task.state === 'next'}
              />
            </div>
          ),
        }),
    };
  });
  return <TaskList label={t('admission.steps')} tasks={tasks} />;
}

function WayBack({ of }: { of: CaseView }) {
  const words = useWords();
  if (of.wayBack.length === 0) return null;
  return (
    <div className="step-acts">
      {of.wayBack.map(({ act }) => (
        <LinkButton
          key={act}
          to={`/admission/${of.id}/act?do=${act}`}
          label={words(moveWord(act))}
          icon="back"
        />
      ))}
    </div>
  );
}

function useFacts(of: CaseView) {
  const { t } = useTranslation();
  const words = useWords();
  const names = (people: { name: string }[]) => people.map((one) => one.name).join('、');
  return [
    { label: t('admission.field.sex'), value: words(`members.sex.${of.sex}`) },
    { label: t('admission.field.birthDate'), value: <Day date={of.birthDate} /> },
    { label: t('admission.field.idNo'), value: of.idMasked },
    { label: t('admission.field.mobile'), value: of.mobileMasked },
    { label: t('admission.field.ethnicity'), value: of.ethnicity },
    { label: t('admission.field.education'), value: of.education },
    { label: t('admission.field.occupation'), value: of.occupation },
    { label: t('admission.field.sector'), value: words(`admission.sector.${of.sector}`) },
    {
      label: t('admission.field.tags'),
      value: of.tags.map((tag) => words(`admission.tag.${tag}`)).join('、'),
    },
    { label: t('admission.field.appliedOn'), value: <Day date={of.appliedOn} /> },
    { label: t('admission.field.mentors'), value: names(of.mentors) },
    { label: t('admission.field.sponsors'), value: names(of.sponsors) },
    { label: t('admission.field.formNo'), value: of.formNo },
    {
      label: t('admission.field.member'),
      value: of.personId && <AppLink to={`/members/${of.personId}`}>{of.name}</AppLink>,
    },
  ].filter((row) => row.value);
}
