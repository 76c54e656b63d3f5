/** Where an act's vote comes from: a closed meeting's record, or minutes on paper from before the town had the system. */
import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DecidingAct } from '../../../../src/modules/admission/acts-api.ts';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';

export type Source = 'meeting' | 'paper';

type Props = { id: string; act: DecidingAct; source: Source; onSource: (source: Source) => void };

export function DecisionFields({ id, act, source, onSource }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Radio.Group
        aria-label={t('admission.decision_from')}
        className="decision-source"
        value={source}
        onChange={(event) => onSource(event.target.value as Source)} // the two values below
        options={[
          { value: 'meeting', label: t('admission.from_meeting') },
          { value: 'paper', label: t('admission.from_paper') },
        ]}
      />
      {source === 'meeting' ? <FromMeeting id={id} act={act} /> : <FromPaper />}
    </>
  );
}

function FromMeeting({ id, act }: { id: string; act: DecidingAct }) {
  const { t } = useTranslation();
  const found = useEndpoint(api.listDecisions, { id, act });
  return (
    <Loaded query={found} lines={3}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="hint-box">
            {t('admission.no_decisions')} <AppLink to="/meetings">{t('admission.to_meetings')}</AppLink>
          </p>
        ) : (
          <Field name="decisionId" label={t('admission.field.decisionId')}>
            <Radio.Group
              className="decision-list"
              options={rows.map((row) => ({
                value: row.decisionId,
                label: (
                  <span className="decision-line">
                    <strong>{row.question}</strong>
                    <small>
                      <Day date={row.heldOn} short /> · {row.title} ·{' '}
                      {t('admission.vote_line', {
                        eligible: String(row.eligible),
                        present: String(row.present),
                        yes: String(row.yes),
                        no: String(row.no),
                        abstain: String(row.abstain),
                      })}{' '}
                      · {row.secret ? t('admission.secret') : t('admission.open_vote')}
                    </small>
                  </span>
                ),
              }))}
            />
          </Field>
        )
      }
    </Loaded>
  );
}

const counts = ['eligible', 'present', 'yes', 'no', 'abstain'] as const;

function FromPaper() {
  const { t } = useTranslation();
  return (
    <>
      <p className="hint-box">{t('admission.paper_hint')}</p>
      <Field name={['minutes', 'title']} label={t('admission.field.minutes_title')}>
        <Input maxLength={120} />
      </Field>
      <div className="counts">
        {counts.map((name) => (
          <Field key={name} name={['minutes', name]} label={t(`admission.field.${name}`)}>
            <InputNumber min={0} precision={0} inputMode="numeric" />
          </Field>
        ))}
      </div>
      <Field
        name={['minutes', 'secret']}
        label={t('admission.field.secret')}
        valuePropName="checked"
        optional
      >
        <Checkbox>{t('admission.secret')}</Checkbox>
      </Field>
      <Field
        name={['minutes', 'tellers']}
        label={t('admission.field.tellers')}
        help={t('admission.tellers_help')}
        optional
      >
        <Input maxLength={120} />
      </Field>
    </>
  );
}
