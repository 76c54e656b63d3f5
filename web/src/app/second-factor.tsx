/** Enrolling the second factor: show the code, prove it once, hand over the recovery codes. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import { useAct } from '../lib/use-endpoint.ts';
import { ActForm, Field } from '../ui/form.tsx';
import { Qr } from '../ui/qr.tsx';
import { Refusal } from '../ui/refusal.tsx';

type SecondFactorProps = { startLabel: string; onDone: () => Promise<void> };

export function SecondFactor({ startLabel, onDone }: SecondFactorProps) {
  const { t } = useTranslation();
  const start = useAct(authApi.startTotp);
  const confirm = useAct(authApi.confirmTotp);
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>();
  const finish = async () => {
    await onDone();
    setRecoveryCodes(undefined);
    start.reset();
  };

  if (recoveryCodes) return <RecoveryCodes codes={recoveryCodes} onDone={() => void finish()} />;
  if (!start.data) {
    return (
      <>
        {start.error && <Refusal problem={start.error} focus />}
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate({ input: {} })}>
          {startLabel}
        </Button>
      </>
    );
  }
  return (
    <>
      <p>{t('factor.scan')}</p>
      <Qr svg={start.data.qrSvg} label={t('factor.qr')} />
      <p>
        {t('factor.secret')}
        <br />
        <code className="secret">{inFours(start.data.secret)}</code>
      </p>
      <ActForm<typeof authApi.confirmTotp, { code: string }>
        act={confirm}
        toInput={({ code }) => ({ code: code.replace(/\s/g, '') })}
        onDone={(reply) => setRecoveryCodes(reply.recoveryCodes)}
        submitLabel={t('factor.confirm')}
      >
        <Field name="code" label={t('factor.code')}>
          <Input autoComplete="one-time-code" inputMode="numeric" />
        </Field>
      </ActForm>
    </>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{t('factor.codes_title')}</h2>
      <p>{t('factor.codes_lead')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code className="secret">{code}</code>
          </li>
        ))}
      </ul>
      <div className="form-acts">
        <Button type="primary" onClick={onDone}>
          {t('factor.codes_done')}
        </Button>
        <Button onClick={() => window.print()}>{t('factor.print')}</Button>
      </div>
    </section>
  );
}

function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
