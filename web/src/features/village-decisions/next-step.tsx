/** What a step of the main path asks for now: its meeting, its form, or only the button. */
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { villageDecisionsApi as api } from '../../../../src/modules/village-decisions/api.ts';
import type { VotedStep } from '../../../../src/modules/village-decisions/choices.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { Day } from '../../ui/day.tsx';
import { OpinionForm } from './opinions.tsx';
import { listOf, stateWord, type CaseView } from './words.ts';

type Task = CaseView['tasks'][number];
type Of = { of: CaseView; task: Task };

const plainMoves = {
  propose: api.propose,
  propose_and_deliberate: api.proposeAndDeliberate,
  deliberate: api.deliberate,
  review: api.review,
  resolve: api.resolve,
  begin_implementation: api.beginImplementation,
} as const;

const votedStep: Record<string, VotedStep> = {
  propose: 'proposal',
  propose_and_deliberate: 'deliberation',
  deliberate: 'deliberation',
  review: 'review',
  resolve: 'resolution',
};

/** Nothing is offered to a reader who may not make the move and keep its record. */
export function NextStep({ of, task }: Of): ReactNode {
  const isMine = !task.because.some((reason) => reason.code === 'procedure.not_permitted');
  const step = votedStep[task.move];
  switch (task.move) {
    case 'propose':
    case 'propose_and_deliberate':
    case 'deliberate':
    case 'review':
    case 'resolve':
      return (
        <>
          {of.state === 'motion' && !of.consultation && of.may.record && <Consultation of={of} />}
          {step && of.may.record && <MeetingActs of={of} step={step} />}
          {task.available && <MoveButton of={of} move={task.move} />}
        </>
      );
    case 'publish_resolution':
    case 'publish_result': {
      const part = task.move === 'publish_result' ? 'result' : 'resolution';
      const current = of.disclosures.find(
        (one) => one.part === part && !one.setAside && one.state !== 'returned',
      );
      if (!of.may.publish) return null;
      if (!current) return <PutForward of={of} part={part} />;
      return current.shownFrom ? <Posting of={of} part={part} /> : null;
    }
    case 'begin_implementation':
      return task.available ? <MoveButton of={of} move="begin_implementation" /> : null;
    case 'complete_implementation':
      return isMine ? <Completion of={of} /> : null;
    case 'archive':
      return (
        <>
          {!of.supervision && of.may.supervise && <OpinionForm of={of} />}
          {of.supervision && isMine && <Archiving of={of} />}
        </>
      );
    default:
      return null;
  }
}

function MeetingActs({ of, step }: { of: CaseView; step: VotedStep }) {
  const { t } = useTranslation();
  const current = of.meetings.find((one) => one.step === step && !one.setAside);
  const to = (act: string) => `/village-decisions/${of.id}/meeting?step=${step}&do=${act}`;
  const mayCall = (step === 'review' || step === 'resolution') && !current?.heldOn;
  return (
    <>
      {current && !current.heldOn && current.plannedOn && (
        <p>
          {t('village_decisions.planned_on')}：<Day date={current.plannedOn} />
        </p>
      )}
      <div className="step-acts">
        {mayCall && <LinkButton to={to('call')} label={t('village_decisions.call')} icon="calendar" />}
        <LinkButton
          to={to('record')}
          label={
            current?.heldOn ? t('village_decisions.record_again') : t('village_decisions.record_meeting')
          }
          icon="meeting"
          primary={!current?.heldOn}
        />
      </div>
    </>
  );
}

/** A move that asks nothing more. */
function MoveButton({ of, move }: { of: CaseView; move: keyof typeof plainMoves }) {
  const { t } = useTranslation();
  const words = useWords();
  const act = useAct(plainMoves[move], { invalidates: [api.getCase, api.listCases] });
  const make = () =>
    act.mutate(
      { input: { id: of.id, version: of.version } },
      {
        onSuccess: (after) => say(t('village_decisions.moved', { state: words(stateWord(after.state)) })),
      },
    );
  return (
    <>
      {act.error && <Refusal problem={act.error} focus />}
      <div className="step-acts">
        <Button type="primary" loading={act.isPending} onClick={make}>
          {t('village_decisions.do_move')}
        </Button>
      </div>
    </>
  );
}

function Consultation({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.consult, { invalidates: [api.getCase] });
  return (
    <details className="step-form" open>
      <summary>{t('village_decisions.consultation')}</summary>
      <ActForm
        act={act}
        draft={`village-decision-consultation:${of.id}`}
        submitLabel={t('village_decisions.save')}
        initial={{ on: of.today }}
        toInput={(values: { on: string; text: string }) => ({ id: of.id, version: of.version, ...values })}
        onDone={() => say(t('village_decisions.saved'))}
      >
        <Field name="on" label={t('village_decisions.consulted_on')}>
          <Input type="date" max={of.today} />
        </Field>
        <Field name="text" label={t('village_decisions.consult_text')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
      </ActForm>
    </details>
  );
}

function PutForward({ of, part }: { of: CaseView; part: 'resolution' | 'result' }) {
  const { t } = useTranslation();
  const act = useAct(api.proposeDisclosure, { invalidates: [api.getCase] });
  const make = () =>
    act.mutate(
      { input: { id: of.id, version: of.version, part } },
      { onSuccess: () => say(t('village_decisions.put_forward_done')) },
    );
  return (
    <>
      {act.error && <Refusal problem={act.error} focus />}
      <div className="step-acts">
        <Button type="primary" loading={act.isPending} onClick={make}>
          {t('village_decisions.put_forward')}
        </Button>
      </div>
    </>
  );
}

function Posting({ of, part }: { of: CaseView; part: 'resolution' | 'result' }) {
  const { t } = useTranslation();
  const act = useAct(part === 'result' ? api.publishResult : api.publishResolution, {
    invalidates: [api.getCase, api.listCases],
  });
  return (
    <ActForm
      act={act}
      submitLabel={t('village_decisions.do_move')}
      initial={{ postedOn: of.today }}
      toInput={(values: { postedOn: string; places: string }) => ({
        id: of.id,
        version: of.version,
        postedOn: values.postedOn,
        places: listOf(values.places),
      })}
      onDone={() => say(t('village_decisions.saved'))}
    >
      <Field name="postedOn" label={t('village_decisions.posted_on')}>
        <Input type="date" min={of.stateSince} max={of.today} />
      </Field>
      <Field name="places" label={t('village_decisions.places')} help={t('village_decisions.places_help')}>
        <Input maxLength={400} />
      </Field>
    </ActForm>
  );
}

function Completion({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.completeImplementation, { invalidates: [api.getCase, api.listCases] });
  return (
    <ActForm
      act={act}
      submitLabel={t('village_decisions.do_move')}
      toInput={(values: { finishedOn: string }) => ({ id: of.id, version: of.version, ...values })}
      onDone={() => say(t('village_decisions.saved'))}
    >
      <Field name="finishedOn" label={t('village_decisions.finished_on')}>
        <Input type="date" min={of.stateSince} max={of.today} />
      </Field>
    </ActForm>
  );
}

function Archiving({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.archive, { invalidates: [api.getCase, api.listCases] });
  return (
    <ActForm
      act={act}
      submitLabel={t('village_decisions.do_move')}
      toInput={(values: { archiveNo: string }) => ({ id: of.id, version: of.version, ...values })}
      onDone={() => say(t('village_decisions.saved'))}
    >
      <Field name="archiveNo" label={t('village_decisions.archive_no')}>
        <Input maxLength={60} />
      </Field>
    </ActForm>
  );
}
