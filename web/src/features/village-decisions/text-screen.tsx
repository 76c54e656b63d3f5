/** Writing the next version of the plan. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useBack } from './back.ts';
import './village-decisions.css';

type Values = { text: string; kind: 'substantive' | 'editorial'; reason: string };

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const back = useBack(id);
  const found = useEndpoint(villageDecisionsApi.getCase, { id });
  const write = useAct(villageDecisionsApi.writeText, { invalidates: [villageDecisionsApi.getCase] });
  return (
    <Page
      title={t('village_decisions.write_text')}
      lead={t('village_decisions.write_text_warning')}
      crumbs={[
        { label: t('village_decisions.title'), to: '/village-decisions' },
        { label: found.data?.title ?? t('village_decisions.case'), to: `/village-decisions/${id}` },
      ]}
      width="text"
    >
      <Loaded query={found}>
        {(data) => (
          <Section>
            <ActForm
              act={write}
              draft={`village-decision-text:${id}`}
              submitLabel={t('village_decisions.save')}
              initial={{ text: data.texts.at(-1)?.text ?? '' }}
              toInput={({ text, kind, reason }: Values) => ({
                id,
                version: data.version,
                text,
                substantive: kind === 'substantive',
                reason,
              })}
              onDone={back}
            >
              <Field name="text" label={t('village_decisions.plan')}>
                <Input.TextArea autoSize={{ minRows: 8, maxRows: 24 }} maxLength={20_000} />
              </Field>
              <Field name="kind" label={t('village_decisions.change_kind')}>
                <Radio.Group
                  options={(['substantive', 'editorial'] as const).map((value) => ({
                    value,
                    label: t(`village_decisions.${value}`),
                  }))}
                />
              </Field>
              <Field name="reason" label={t('village_decisions.why_change')}>
                <Input.TextArea rows={2} maxLength={1000} />
              </Field>
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
