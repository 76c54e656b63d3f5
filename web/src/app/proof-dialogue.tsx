/** Asks for the password again before a sensitive act; the act goes on by itself. */
import { Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import { useSession } from '../lib/session.ts';
import { answerProof } from '../lib/step-up.ts';
import { useAct } from '../lib/use-endpoint.ts';
import { ActForm, Field } from '../ui/form.tsx';

type Proof = { password: string; code?: string };

export function ProofDialogue() {
  const { t } = useTranslation();
  const { totpEnrolled } = useSession();
  const act = useAct(authApi.proveAgain);
  return (
    <Modal open title={t('proof.title')} footer={null} onCancel={() => answerProof(false)}>
      <p>{t('proof.lead')}</p>
      <ActForm<typeof authApi.proveAgain, Proof>
        act={act}
        toInput={({ password, code }) => ({ password, ...(code ? { code } : {}) })}
        onDone={() => answerProof(true)}
        submitLabel={t('proof.submit')}
      >
        <Field name="password" label={t('sign_in.password')}>
          <Input.Password autoComplete="current-password" />
        </Field>
        {totpEnrolled && (
          <Field name="code" label={t('proof.code')} optional>
            <Input autoComplete="one-time-code" inputMode="numeric" />
          </Field>
        )}
      </ActForm>
    </Modal>
  );
}
