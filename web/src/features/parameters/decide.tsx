/** A waiting proposal: both sides, and the approval by another person. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { parametersApi } from '../../../../src/modules/parameters/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { Origin, useInForce } from './origin.tsx';
import type { Parameter } from './propose.tsx';
import { parameterReads } from './reads.ts';
import { valueText } from './value-text.ts';

type Proposal = Parameter['proposals'][number];

export function Waiting({ of, proposal }: { of: Parameter; proposal: Proposal }) {
  const { t } = useTranslation();
  const inForce = useInForce();
  return (
    <Section title={t('parameters.both_sides')}>
      <div className="parameters-sides">
        <div>
          <h3>{t('parameters.now')}</h3>
          <p className="parameters-value">{valueText(t, of.form, of.now?.value)}</p>
          {of.now && (
            <p>
              {inForce(of.now)} · <Origin of={of.now} />
            </p>
          )}
        </div>
        <div>
          <h3>{t('parameters.asked')}</h3>
          <p className="parameters-value">{valueText(t, of.form, proposal.value)}</p>
          <p>
            {inForce(proposal)} · <Origin of={proposal} />
          </p>
        </div>
      </div>
      <Facts
        rows={[
          {
            label: t('parameters.reason'),
            value: (
              <>
                {proposal.reason}（{proposal.by}，<Day date={proposal.on} short />）
              </>
            ),
          },
        ]}
      />
      {of.mayApprove && <Decide proposal={proposal} />}
    </Section>
  );
}

function Decide({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const approve = useAct(parametersApi.decideParameter, { invalidates: parameterReads });
  const refuse = useAct(parametersApi.decideParameter, { invalidates: parameterReads });
  return (
    <>
      <ActForm<typeof parametersApi.decideParameter, Record<string, never>>
        act={approve}
        name="approve"
        toInput={() => ({ id: proposal.id, approve: true })}
        submitLabel={t('parameters.approve')}
        onDone={() => say(t('parameters.approved'))}
      >
        {null}
      </ActForm>
      <details className="parameters-refuse">
        <summary>{t('parameters.refuse')}</summary>
        <ActForm<typeof parametersApi.decideParameter, { why: string }>
          act={refuse}
          name="refuse"
          danger
          toInput={({ why }) => ({ id: proposal.id, approve: false, why })}
          submitLabel={t('parameters.refuse')}
          onDone={() => say(t('parameters.refused'))}
        >
          <Field name="why" label={t('parameters.refused_because')}>
            <Input.TextArea rows={2} />
          </Field>
        </ActForm>
      </details>
    </>
  );
}
