/** Withdrawing a draft; ending an alliance with its review, or renewing it. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { reads, type AllianceView } from './words.ts';

export function WithdrawAlliance({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  const act = useAct(api.withdrawAlliance, { invalidates: reads });
  return (
    <details className="section">
      <summary>{t('joint_building.withdraw')}</summary>
      <ActForm<typeof api.withdrawAlliance, { why: string }>
        name="withdraw"
        act={act}
        draft={`joint-building.withdraw.${of.id}`}
        toInput={(values) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={t('joint_building.withdraw')}
        onDone={() => say(t('joint_building.withdrawn'))}
      >
        <Field name="why" label={t('joint_building.why')}>
          <Input maxLength={120} />
        </Field>
      </ActForm>
    </details>
  );
}

type Values = { on: string; review: string; renewUntil?: string };

export function EndAlliance({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  const act = useAct(api.endAlliance, { invalidates: reads });
  return (
    <details className="section" open={of.termOver}>
      <summary>{t('joint_building.end')}</summary>
      <ActForm<typeof api.endAlliance, Values>
        name="end"
        act={act}
        draft={`joint-building.end.${of.id}`}
        initial={{ on: of.today }}
        toInput={({ renewUntil, ...values }) => ({
          id: of.id,
          version: of.version,
          ...values,
          ...(renewUntil && { renewUntil }),
        })}
        submitLabel={t('joint_building.end')}
        onDone={() => say(t('joint_building.ended'))}
      >
        <Field name="review" label={t('joint_building.review')} help={t('joint_building.review_help')}>
          <Input.TextArea maxLength={600} rows={4} />
        </Field>
        <Field name="on" label={t('joint_building.on')}>
          <Input type="date" max={of.today} min={of.runsFrom ?? of.since} />
        </Field>
        <Field
          name="renewUntil"
          label={t('joint_building.renew_until')}
          help={t('joint_building.renew_help')}
          optional
        >
          <Input type="date" />
        </Field>
      </ActForm>
    </details>
  );
}
