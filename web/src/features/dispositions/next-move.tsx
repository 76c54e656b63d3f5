/** A move that is possible from here: its form where the reader may make it, else who can and what it still lacks. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '../../../../src/kernel/http/contract.ts';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import {
  branchMoves,
  officeMoves,
  townMoves,
  votedMoves,
  type MoveKey,
} from '../../../../src/modules/dispositions/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { NextMoveFrame } from '../../ui/next-move.tsx';
import { say } from '../../ui/toast.tsx';
import { TakeVote } from './take-vote.tsx';
import { caseReads, type CaseView } from './words.tsx';

type Move = CaseView['moves'][number];
type Of = { of: CaseView; move: Move };

export function NextMove({ of, move }: Of) {
  const { t } = useTranslation();
  return (
    <NextMoveFrame
      title={t(`procedure.disposition.move.${move.move}`)}
      move={move}
      notMine={(who) => t('dispositions.not_mine', { who })}
    >
      <MoveForm of={of} move={move} />
    </NextMoveFrame>
  );
}

function MoveForm({ of, move }: Of) {
  const voted = votedMoves.find((key) => key === move.move);
  if (voted) return <TakeVote of={of} move={voted} />;
  const plain = plainMoves.find(({ keys }) => (keys as readonly MoveKey[]).includes(move.move));
  return plain ? <Plain of={of} move={move} endpoint={plain.endpoint} /> : null;
}

/** Each permission has its own endpoint; all of them ask for the day, and some for the reason. */
const plainMoves = [
  { keys: branchMoves, endpoint: api.moveAtBranch },
  { keys: townMoves, endpoint: api.moveAtTown },
  { keys: officeMoves, endpoint: api.carryOut },
] as const;

function Plain({ of, move, endpoint }: Of & { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const act = useAct(endpoint, { invalidates: caseReads });
  return (
    <ActForm
      name={move.move}
      act={act}
      initial={{ on: of.today }}
      toInput={({ on, why }: { on: string; why?: string }) => ({
        id: of.id,
        version: of.version,
        move: move.move,
        on,
        ...(why && { why }),
      })}
      submitLabel={t(`procedure.disposition.move.${move.move}`)}
      danger={move.direction !== 'forward'}
      onDone={() => say(t('dispositions.done'))}
    >
      {move.asksReason && (
        <Field name="why" label={t('dispositions.why')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Field>
      )}
      <Field name="on" label={t('dispositions.on')}>
        <Input type="date" max={of.today} min={of.stateSince} />
      </Field>
    </ActForm>
  );
}
