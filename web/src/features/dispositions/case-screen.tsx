/** One case: what is known, what can be done now and by whom, the file, appeals and the course. Each opening is recorded. */
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import { taskOutcomes } from '../../../../src/modules/dispositions/choices.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { AnswerAppeal, LodgeAppeal } from './appeal-forms.tsx';
import { NextMove } from './next-move.tsx';
import { Appeals, Course, Decisions, Known, Records, Tasks } from './story.tsx';
import { caseReads, type CaseView } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getDisposition, { id });
  return (
    <Page
      title={found.data ? `${found.data.person.name} · ${t('dispositions.menu')}` : t('dispositions.title')}
      lead={t('dispositions.confidential')}
      crumbs={[{ label: t('dispositions.title'), to: '/dispositions' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Known of={of} />
            <Section title={t('dispositions.next')}>
              {of.moves.length === 0 ? (
                <p>{t('dispositions.finished')}</p>
              ) : (
                of.moves.map((move) => <NextMove key={`${move.move}${of.version}`} of={of} move={move} />)
              )}
            </Section>
            <CaseTasks of={of} />
            <Records of={of} acts={<KeepRecord key={`${of.state}${of.records.length}`} of={of} />} />
            <Decisions of={of} />
            {of.decisions.length > 0 && <CaseAppeals of={of} />}
            <Course of={of} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function CaseTasks({ of }: { of: CaseView }) {
  const notable = of.mayNoteTasks ? of.tasks : [];
  return (
    <Tasks of={of} acts={new Map(notable.map(({ id }) => [id, <NoteTask key={id} of={of} taskId={id} />]))} />
  );
}

function CaseAppeals({ of }: { of: CaseView }) {
  const answerable = of.mayAnswer ? of.appeals : [];
  const isOpen = of.appeals.some(({ outcome }) => outcome === null);
  return (
    <Appeals
      of={of}
      acts={new Map(answerable.map(({ id }) => [id, <AnswerAppeal key={id} of={of} appealId={id} />]))}
    >
      {of.mayLodge && !isOpen && <LodgeAppeal of={of} />}
    </Appeals>
  );
}

type Paper = Omit<InputOf<typeof api.addRecord>, 'id'>;

/** What belongs on file where the case stands. */
function KeepRecord({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.addRecord, { invalidates: caseReads });
  const [first] = of.mayRecord;
  const next = of.mayRecord.find((kind) => !of.records.some((one) => one.kind === kind)) ?? first;
  if (!next) return null;
  return (
    <details open={of.moves.some(({ mine, available }) => mine && !available)}>
      <summary>{t('dispositions.keep_record')}</summary>
      <ActForm<typeof api.addRecord, Paper>
        name="record"
        act={act}
        initial={{ kind: next, on: of.today }}
        toInput={(values) => ({ id: of.id, ...values })}
        submitLabel={t('dispositions.keep_record')}
        onDone={() => say(t('dispositions.kept_done'))}
      >
        <Field name="kind" label={t('dispositions.kind')}>
          <Select
            options={of.mayRecord.map((value) => ({ value, label: t(`dispositions.record.${value}`) }))}
          />
        </Field>
        <Field name="content" label={t('dispositions.content')} help={t('dispositions.content_help')}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Field>
        <Field name="on" label={t('dispositions.on')}>
          <Input type="date" max={of.today} min={of.openedOn} />
        </Field>
      </ActForm>
    </details>
  );
}

type Noted = Omit<InputOf<typeof api.noteTask>, 'id' | 'taskId'>;

function NoteTask({ of, taskId }: { of: CaseView; taskId: string }) {
  const { t } = useTranslation();
  const act = useAct(api.noteTask, { invalidates: caseReads });
  return (
    <details>
      <summary>{t('dispositions.note_task')}</summary>
      <ActForm<typeof api.noteTask, Noted>
        name={`task-${taskId}`}
        act={act}
        initial={{ outcome: 'fulfilled', on: of.today }}
        toInput={(values) => ({ id: of.id, taskId, ...values })}
        submitLabel={t('dispositions.note_task')}
        onDone={() => say(t('dispositions.done'))}
      >
        <Field name="outcome" label={t('dispositions.outcome')}>
          <Radio.Group
            options={taskOutcomes.map((value) => ({ value, label: t(`dispositions.outcome.${value}`) }))}
          />
        </Field>
        <Field name="result" label={t('dispositions.result')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Field>
        <Field name="on" label={t('dispositions.on')}>
          <Input type="date" max={of.today} min={of.stateSince} />
        </Field>
      </ActForm>
    </details>
  );
}
