/** One act of a case: its form, on a page of its own so that it is easy on a phone. */
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActKey, actFields, isDeciding } from '../../../../src/modules/admission/acts-api.ts';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useReasonViews, useWords } from '../../lib/reasons.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ReasonText } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { ActFields, fieldsOf } from './act-fields.tsx';
import { DecisionFields, type Source } from './decision-fields.tsx';
import { type CaseView, endpointOf, filled, moveWord, stateWord } from './words.ts';
import './admission.css';

export function Screen() {
  const { t } = useTranslation();
  const words = useWords();
  const id = usePathParam('id');
  const [search] = useSearchText();
  const act = (search['do'] ?? 'talk') in actFields ? ((search['do'] ?? 'talk') as ActKey) : 'talk'; // a key of the table
  const found = useEndpoint(api.getCase, { id });
  return (
    <Page
      title={words(moveWord(act))}
      crumbs={[
        { label: t('admission.title'), to: '/admission' },
        { label: found.data?.name ?? t('admission.case'), to: `/admission/${id}` },
      ]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <Section title={of.name}>
            <Form of={of} act={act} />
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

type Values = Record<string, unknown> & { minutes?: Record<string, unknown> };

function Form({ of, act }: { of: CaseView; act: ActKey }) {
  const words = useWords();
  const { t } = useTranslation();
  const views = useReasonViews();
  const navigate = useNavigate();
  const [source, setSource] = useState<Source>('meeting');
  const endpoint = endpointOf[act];
  const make = useAct(endpoint, { invalidates: [api.getCase, api.listCases] });
  const needsPeople = fieldsOf[act].some((spec) => spec.as === 'people');
  const choices = useEndpoint(api.listChoices, { id: of.id }, { enabled: needsPeople });
  const decides = isDeciding(act);
  const task = of.tasks.find((one) => one.act === act);
  const fromMeeting = decides && source === 'meeting';
  return (
    <>
      {task &&
        views(task.because).map((reason) => (
          <p className="hint-box" key={reason.code}>
            <ReasonText reason={reason} />
          </p>
        ))}
      <ActForm
        act={make}
        draft={`admission-${act}:${of.id}`}
        submitLabel={words(moveWord(act))}
        danger={act === 'cease'}
        initial={{ on: of.today, ...(act === 'hold_branch_meeting' && { sponsorsPresent: 2 }) }}
        toInput={(values: Values) => inputOf(of, values, fromMeeting)}
        onDone={async (after) => {
          const { state } = after as { state: string }; // every act answers with the state
          say(t('admission.entered', { state: words(stateWord(state)) }));
          await navigate({ to: `/admission/${of.id}` as never }); // routes come from a table
        }}
      >
        {decides && <DecisionFields id={of.id} act={act} source={source} onSource={setSource} />}
        {!fromMeeting && (
          <Field name="on" label={t('admission.field.on')} help={t('admission.on_help')}>
            <Input type="date" max={of.today} />
          </Field>
        )}
        <ActFields act={act} choices={choices.data?.people ?? []} />
      </ActForm>
    </>
  );
}

function inputOf(of: CaseView, values: Values, fromMeeting: boolean): Record<string, unknown> {
  const { minutes, on, decisionId, ...rest } = values;
  const own = { id: of.id, version: of.version, ...filled(rest) };
  if (fromMeeting) return { ...own, ...filled({ decisionId }) };
  if (!minutes) return { ...own, on };
  const tellers = typeof minutes['tellers'] === 'string' ? minutes['tellers'] : '';
  return {
    ...own,
    on,
    minutes: {
      ...minutes,
      secret: minutes['secret'] === true,
      tellers: tellers.split(/[、,，;；\s]+/u).filter((name) => name !== ''),
    },
  };
}
