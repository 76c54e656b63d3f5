/** A move that is possible from here: its form where the reader may make it, else who can and what it still lacks. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { NextMoveFrame } from '../../ui/next-move.tsx';
import { say } from '../../ui/toast.tsx';
import { ApplyAgain } from './apply-again.tsx';
import { Approve } from './approve.tsx';
import { Elect, File, TakeEffect } from './carrying-out.tsx';
import { changeReads, type ChangeView } from './words.tsx';

type Move = ChangeView['moves'][number];
type Of = { of: ChangeView; move: Move };

export function NextMove({ of, move }: Of) {
  const { t } = useTranslation();
  return (
    <NextMoveFrame
      title={t(`procedure.organization_change.move.${move.move}`)}
      move={move}
      notMine={(who) => t('organization_changes.not_mine', { who })}
    >
      <MoveForm of={of} move={move} />
    </NextMoveFrame>
  );
}

function MoveForm({ of, move }: Of) {
  switch (move.move) {
    case 'approve':
      return <Approve of={of} />;
    case 'take_effect':
      return <TakeEffect of={of} />;
    case 'elect':
      return <Elect of={of} />;
    case 'file':
      return <File of={of} />;
    case 'apply_again':
      return <ApplyAgain of={of} />;
    case 'send_back':
    case 'withdraw':
    case 'revoke':
      return <Because of={of} move={move.move} />;
  }
}

const withReason = {
  send_back: api.sendBack,
  withdraw: api.withdrawChange,
  revoke: api.revokeApproval,
} as const;

function Because({ of, move }: { of: ChangeView; move: keyof typeof withReason }) {
  const { t } = useTranslation();
  const act = useAct(withReason[move], { invalidates: changeReads });
  return (
    <ActForm
      name={move}
      act={act}
      toInput={({ why }: { why: string }) => ({ id: of.id, version: of.version, why })}
      submitLabel={t(`procedure.organization_change.move.${move}`)}
      danger
      onDone={() => say(t('organization_changes.done'))}
    >
      <Field name="why" label={t('organization_changes.why')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </ActForm>
  );
}
