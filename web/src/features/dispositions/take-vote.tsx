/** Carrying the case by a vote that was counted in a meeting; no count is typed again. */
import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import { ways, type VotedMove, type Way } from '../../../../src/modules/dispositions/choices.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { say } from '../../ui/toast.tsx';
import { caseReads, type CaseView } from './words.tsx';

export function TakeVote({ of, move }: { of: CaseView; move: VotedMove }) {
  const { t } = useTranslation();
  const found = useEndpoint(api.listMeetingVotes, { id: of.id, move });
  return (
    <Loaded query={found}>
      {({ rows }) => {
        const [first] = rows;
        if (!first)
          return (
            <div className="hint-box">
              <p>
                {t('dispositions.no_votes')}
                {t(move === 'approve' ? 'dispositions.no_votes_town' : 'dispositions.no_votes_branch')}
              </p>
              <LinkButton to="/meetings" label={t('dispositions.to_meetings')} icon="meeting" />
            </div>
          );
        if (move === 'resolve') return <BranchDecision of={of} votes={rows} />;
        return move === 'approve' ? (
          <TownDecision of={of} votes={rows} />
        ) : (
          <ReviewDecision of={of} votes={rows} />
        );
      }}
    </Loaded>
  );
}

type Vote = {
  decisionId: string;
  title: string;
  question: string;
  heldOn: string;
  mode: 'hands' | 'named' | 'paper';
  eligible: number;
  yes: number;
};
type Of = { of: CaseView; votes: Vote[] };

function VoteChoice({ votes }: { votes: Vote[] }) {
  const { t, i18n } = useTranslation();
  return (
    <Field name="decisionId" label={t('dispositions.vote')} help={t('dispositions.vote_help')}>
      <Select
        options={votes.map((one) => ({
          value: one.decisionId,
          label: t('dispositions.vote_option', {
            on: dayShort(one.heldOn, i18n.language),
            title: one.title,
            question: one.question,
            mode: t(`meetings.mode.${one.mode}`),
            yes: String(one.yes),
            eligible: String(one.eligible),
          }),
        }))}
      />
    </Field>
  );
}

type Terms = { decisionId: string; way: Way; deadlineOn?: string; tasks?: string };

function BranchDecision({ of, votes }: Of) {
  const { t, i18n } = useTranslation();
  const [way, setWay] = useState<Way>();
  const act = useAct(api.takeBranchDecision, { invalidates: caseReads });
  return (
    <ActForm<typeof api.takeBranchDecision, Terms>
      name="resolve"
      act={act}
      initial={{ ...(votes[0] && { decisionId: votes[0].decisionId }) }}
      toInput={({ decisionId, way: chosen, deadlineOn, tasks = '' }) => ({
        id: of.id,
        version: of.version,
        decisionId,
        way: chosen,
        ...(chosen === 'rectify' && { ...(deadlineOn && { deadlineOn }), tasks: linesOf(tasks) }),
      })}
      submitLabel={t('procedure.disposition.move.resolve')}
      onChange={(values) => setWay(values.way)}
      onDone={() => say(t('dispositions.done'))}
    >
      <VoteChoice votes={votes} />
      <Field name="way" label={t('dispositions.way')}>
        <Radio.Group options={ways.map((value) => ({ value, label: t(`dispositions.way.${value}`) }))} />
      </Field>
      {way === 'rectify' && (
        <>
          <Field
            name="deadlineOn"
            label={t('dispositions.deadline')}
            help={t('dispositions.longest_until', { on: dayShort(of.longestUntil, i18n.language) })}
          >
            <Input type="date" max={of.longestUntil} />
          </Field>
          <Field name="tasks" label={t('dispositions.tasks')} help={t('dispositions.tasks_help')}>
            <Input.TextArea rows={4} maxLength={3000} />
          </Field>
        </>
      )}
    </ActForm>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function TownDecision({ of, votes }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.takeTownDecision, { invalidates: caseReads });
  return (
    <ActForm<typeof api.takeTownDecision, { decisionId: string; reference: string }>
      name="approve"
      act={act}
      initial={{ ...(votes[0] && { decisionId: votes[0].decisionId }) }}
      toInput={(values) => ({ id: of.id, version: of.version, ...values })}
      submitLabel={t('procedure.disposition.move.approve')}
      onDone={() => say(t('dispositions.done'))}
    >
      <VoteChoice votes={votes} />
      <Field name="reference" label={t('dispositions.approval_reference')}>
        <Input maxLength={120} />
      </Field>
    </ActForm>
  );
}

function ReviewDecision({ of, votes }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.takeReviewDecision, { invalidates: caseReads });
  return (
    <ActForm<typeof api.takeReviewDecision, { decisionId: string }>
      name="confirm"
      act={act}
      initial={{ ...(votes[0] && { decisionId: votes[0].decisionId }) }}
      toInput={(values) => ({ id: of.id, version: of.version, ...values })}
      submitLabel={t('procedure.disposition.move.confirm_correction')}
      onDone={() => say(t('dispositions.done'))}
    >
      <VoteChoice votes={votes} />
    </ActForm>
  );
}
