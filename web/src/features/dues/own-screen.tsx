/** My dues: what I owe and why, what I paid, and two things to ask for. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { duesApi } from '../../../../src/modules/dues/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { Account, Requests } from './account.tsx';
import { ReductionFields, reductionInput, type ReductionValues } from './reduction-fields.tsx';
import './dues.css';

const reads = [duesApi.getOwnAccount];

export function Screen() {
  const { t } = useTranslation();
  const own = useEndpoint(duesApi.getOwnAccount, {});
  return (
    <Page title={t('dues.own')} lead={t('dues.own_lead')} width="text">
      <Loaded query={own}>
        {({ account, requests, readings }) =>
          account === null ? (
            <Empty icon="money" title={t('members.own.none')} hint={t('members.own.none_hint')} />
          ) : (
            <>
              <Account account={account} receiptBase="/own-dues/receipts" />
              <Requests requests={requests} />
              <AskReduction />
              <AskCorrection />
              {readings.length > 0 && (
                <Section title={t('dues.own_readings')}>
                  <Timeline
                    label={t('dues.own_readings')}
                    events={readings.map((reading, i) => ({
                      key: `${reading.at}${i}`,
                      at: reading.at,
                      who: reading.by,
                      title: t('audit.dues.opened'),
                    }))}
                  />
                </Section>
              )}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function AskReduction() {
  const { t } = useTranslation();
  const ask = useAct(duesApi.askReduction, { invalidates: reads });
  return (
    <details className="section">
      <summary>{t('dues.ask_reduction')}</summary>
      <ActForm
        act={ask}
        name="dues-ask-reduction"
        clearOnDone
        submitLabel={t('dues.ask_submit')}
        toInput={(values: ReductionValues) => reductionInput(values)}
        onDone={() => say(t('dues.asked'))}
      >
        <ReductionFields />
      </ActForm>
    </details>
  );
}

function AskCorrection() {
  const { t } = useTranslation();
  const ask = useAct(duesApi.askCorrection, { invalidates: reads });
  return (
    <details className="section">
      <summary>{t('dues.ask_correction')}</summary>
      <ActForm
        act={ask}
        name="dues-ask-correction"
        clearOnDone
        submitLabel={t('dues.ask_submit')}
        toInput={(values: { text: string }) => values}
        onDone={() => say(t('dues.asked'))}
      >
        <Field name="text" label={t('dues.correction_text')} help={t('dues.correction_help')}>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </ActForm>
    </details>
  );
}
