/** Requests about dues: the branch studies and answers, the town grants. Read by those alone. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { duesApi } from '../../../../src/modules/dues/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { useMoney, useMonth } from './words.ts';
import './dues.css';

type Request = ReplyOf<typeof duesApi.listDuesRequests>['rows'][number];

const reads = [duesApi.listDuesRequests, duesApi.getAccount];

export function Screen() {
  const { t } = useTranslation();
  const found = useEndpoint(duesApi.listDuesRequests, {});
  return (
    <Page
      title={t('dues.requests')}
      lead={t('dues.requests_lead')}
      crumbs={[{ label: t('dues.menu'), to: '/dues' }]}
      width="text"
    >
      <Loaded query={found}>
        {({ rows, today }) =>
          rows.length === 0 ? (
            <Empty icon="check" title={t('dues.no_requests')} />
          ) : (
            <>
              {rows.map((one) => (
                <One key={`${one.id}${one.version}`} request={one} today={today} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function One({ request, today }: { request: Request; today: string }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  const rows = [
    {
      label: t('dues.column.person'),
      value: <AppLink to={`/dues/members/${request.personId}`}>{request.personName}</AppLink>,
    },
    { label: t('dues.branch'), value: request.orgName },
    { label: t('dues.asked_on'), value: <Day date={request.askedOn} short /> },
    ...(request.fromMonth && request.toMonth
      ? [
          {
            label: t('dues.which_months'),
            value: t('dues.request_months', {
              from: month(request.fromMonth),
              to: month(request.toMonth),
              sum: money(request.reducedFen ?? 0),
            }),
          },
        ]
      : []),
    { label: t('dues.reason'), value: request.reason ?? t('dues.reason_closed') },
    ...(request.opinion ? [{ label: t('dues.opinion'), value: request.opinion }] : []),
    ...(request.answerDueOn
      ? [{ label: t('dues.answer_due'), value: <Day date={request.answerDueOn} short /> }]
      : []),
  ];
  return (
    <Section title={t(`dues.kind.${request.kind}`)}>
      <Facts rows={rows} />
      {request.kind === 'reduction' && request.may.study && <Study request={request} today={today} />}
      {request.may.decide && <Decide request={request} />}
      {!request.may.study && !request.may.decide && (
        <p>{t(request.state === 'asked' ? 'dues.waits_for_branch' : 'dues.waits_for_town')}</p>
      )}
    </Section>
  );
}

function Study({ request, today }: { request: Request; today: string }) {
  const { t } = useTranslation();
  const study = useAct(duesApi.studyReduction, { invalidates: reads });
  return (
    <ActForm
      act={study}
      name={`study-${request.id}`}
      submitLabel={t('dues.study_submit')}
      initial={{ on: today }}
      toInput={(values: { on: string; opinion: string }) => ({
        id: request.id,
        version: request.version,
        ...values,
      })}
      onDone={() => say(t('dues.studied'))}
    >
      <Field name="on" label={t('dues.studied_on')}>
        <Input type="date" max={today} />
      </Field>
      <Field name="opinion" label={t('dues.opinion')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
    </ActForm>
  );
}

function Decide({ request }: { request: Request }) {
  const { t } = useTranslation();
  const isReduction = request.kind === 'reduction';
  const decide = useAct(isReduction ? duesApi.decideReduction : duesApi.answerCorrection, {
    invalidates: reads,
  });
  return (
    <ActForm
      act={decide}
      name={`decide-${request.id}`}
      submitLabel={t('dues.decide_submit')}
      toInput={(values: { granted: boolean; answer: string }) => ({
        id: request.id,
        version: request.version,
        ...values,
      })}
      onDone={() => say(t('dues.decided'))}
    >
      <Field name="granted" label={t('dues.decision')}>
        <Radio.Group
          options={[
            { value: true, label: t(isReduction ? 'dues.grant' : 'dues.corrected') },
            { value: false, label: t(isReduction ? 'dues.refuse' : 'dues.not_corrected') },
          ]}
        />
      </Field>
      <Field name="answer" label={t('dues.answer')} help={t('dues.answer_help')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
    </ActForm>
  );
}
