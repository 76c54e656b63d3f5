/** A number of the town's document becomes a parameter: which one, from and until when, and why. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { parametersApi } from '../../../../src/modules/parameters/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { ArticleLink, articleOf } from './origin.tsx';
import { parameterReads } from './reads.ts';
import { DayField } from './value-fields.tsx';
import { parameterName, valueText } from './value-text.ts';
import './parameters.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('numberId');
  const number = useEndpoint(parametersApi.getDocumentNumber, { id });
  const from = number.data?.number;
  return (
    <Page
      title={t('parameters.assign_title')}
      lead={t('parameters.assign_lead')}
      width="text"
      crumbs={[
        { label: t('policy.documents'), to: '/policy' },
        ...(from ? [{ label: from.documentName, to: `/policy/${from.documentId}` }] : []),
      ]}
    >
      <Loaded query={number} lines={6}>
        {(data) => <Assign data={data} />}
      </Loaded>
    </Page>
  );
}

type Values = { key: string; from: string; to?: string; reason: string };

function Assign({ data }: { data: ReplyOf<typeof parametersApi.getDocumentNumber> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { number, fits } = data;
  const [key, setKey] = useState(fits[0]?.key);
  const propose = useAct(parametersApi.proposeParameter, { invalidates: parameterReads });
  const chosen = fits.find((one) => one.key === key);
  const words = t('parameters.article', articleOf(number));
  return (
    <Section title={words}>
      <p>
        <ArticleLink number={number} label={t('board.text')} />
      </p>
      {fits.length === 0 ? (
        <Empty icon="info" title={t('parameters.assign_none')} />
      ) : (
        <ActForm<typeof parametersApi.proposeParameter, Values>
          act={propose}
          initial={{ key: fits[0]?.key ?? '', from: number.dated }}
          onChange={(values) => setKey(values.key)}
          toInput={({ key: whole, from, to, reason }) => ({
            key: whole,
            value: chosen?.value,
            from,
            to: to || null,
            source: number.documentName,
            reason,
            numberId: number.id,
          })}
          submitLabel={t('parameters.propose')}
          onDone={async (_, values) => {
            say(t('parameters.proposed'));
            await navigate({ to: '/parameters/number', search: { key: values.key } });
          }}
        >
          <Field name="key" label={t('parameters.assign_to')}>
            <Radio.Group
              className="parameters-choices"
              options={fits.map((one) => ({
                value: one.key,
                label: `${parameterName(t, one.key)}：${valueText(t, one.form, one.value)}`,
              }))}
            />
          </Field>
          <DayField name="from" label={t('parameters.change_from')} />
          <DayField name="to" label={t('parameters.change_to')} optional />
          <Field name="reason" label={t('parameters.reason')}>
            <Input />
          </Field>
        </ActForm>
      )}
    </Section>
  );
}
