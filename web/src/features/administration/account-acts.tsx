/** What can be done with one account: reset, unlock, disable or enable; each in a dialogue with its reason. */
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '../../../../src/kernel/http/contract.ts';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useAct, type Act } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import type { AccountRow } from './accounts-screen.tsx';
import type { OneTime } from './handed-out.tsx';

type AccountActsProps = { account: AccountRow; onHandedOut: (given: OneTime) => void };
type Asked = 'reset' | 'disable' | 'enable';

const invalidates = { invalidates: [administrationApi.listAccounts] };

export function AccountActs({ account, onHandedOut }: AccountActsProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked>();
  const reset = useAct(administrationApi.resetPassword, { ...invalidates, onDone: onHandedOut });
  const unlock = useAct(administrationApi.unlockAccount, invalidates);
  const disable = useAct(administrationApi.disableAccount, invalidates);
  const enable = useAct(administrationApi.enableAccount, invalidates);
  const { id, version } = account;
  const dialogue = { account, onClose: () => setAsked(undefined) };
  return (
    <div className="form-acts">
      {account.state === 'locked' && (
        <Button
          size="small"
          loading={unlock.isPending}
          onClick={() => unlock.mutate({ input: { id, version } })}
        >
          {t('administration.unlock')}
        </Button>
      )}
      {account.state !== 'disabled' && (
        <>
          <Button size="small" onClick={() => setAsked('reset')}>
            {t('administration.reset')}
          </Button>
          <Button size="small" onClick={() => setAsked('disable')}>
            {t('administration.disable')}
          </Button>
        </>
      )}
      {account.state === 'disabled' && (
        <Button size="small" onClick={() => setAsked('enable')}>
          {t('administration.enable')}
        </Button>
      )}
      {unlock.error && <Refusal problem={unlock.error} focus />}
      {asked === 'reset' && (
        <WithReason
          {...dialogue}
          act={reset}
          verb={t('administration.reset')}
          hint={t('administration.reset_hint')}
        />
      )}
      {asked === 'disable' && (
        <WithReason
          {...dialogue}
          act={disable}
          verb={t('administration.disable')}
          hint={t('administration.disable_hint')}
          danger
        />
      )}
      {asked === 'enable' && <WithReason {...dialogue} act={enable} verb={t('administration.enable')} />}
    </div>
  );
}

type ReasonedAct = Endpoint<
  (typeof administrationApi)['disableAccount']['request'],
  (typeof administrationApi)['disableAccount']['reply'] | (typeof administrationApi)['resetPassword']['reply']
>;

type WithReasonProps = {
  account: AccountRow;
  act: unknown;
  verb: string;
  hint?: string;
  danger?: boolean;
  onClose: () => void;
};

function WithReason({ account, act, verb, hint, danger = false, onClose }: WithReasonProps) {
  const { t } = useTranslation();
  return (
    <Modal open title={`${verb} · ${account.displayName}`} footer={null} onCancel={onClose}>
      {hint && <p>{hint}</p>}
      <ActForm<ReasonedAct, { reason: string }>
        act={act as Act<ReasonedAct>} // the three acts take the same input
        toInput={({ reason }) => ({ id: account.id, version: account.version, reason })}
        submitLabel={verb}
        danger={danger}
        onDone={onClose}
      >
        <Field name="reason" label={t('administration.reason')}>
          <Input />
        </Field>
      </ActForm>
    </Modal>
  );
}
