/** Objections to one publication: enter what came on paper, read, answer. */
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { opennessApi } from '../../../../src/modules/openness/api.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';

type Publication = ReplyOf<typeof opennessApi.getPublication>;
type Objection = Publication['objections'][number];

const reads = [opennessApi.getPublication, opennessApi.listPublications];

export function Objections({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const mayAnswer = mayDo(useSession(), 'disclosure.answer');
  const wasPublic = publication.shownFrom !== null;
  return (
    <Section title={t('openness.objections')}>
      {publication.objections.length === 0 && <p>{t('openness.objection_none')}</p>}
      {publication.objections.map((objection) => (
        <OneObjection key={objection.id} objection={objection} mayAnswer={mayAnswer} />
      ))}
      {mayAnswer && wasPublic && <Enter publication={publication} />}
    </Section>
  );
}

function OneObjection({ objection, mayAnswer }: { objection: Objection; mayAnswer: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const verdict = t(objection.upheld ? 'openness.objection_upheld' : 'openness.objection_not_upheld');
  return (
    <section>
      <Facts
        rows={[
          {
            label: t(`openness.channel.${objection.channel}`),
            value: <Day date={objection.receivedOn} />,
          },
          {
            label: t('openness.objection_answer'),
            value:
              objection.answeredOn === null ? (
                <StateTag
                  tone={objection.late ? 'late' : 'waiting'}
                  label={t('openness.objection_due', { day: objection.answerDueOn })}
                />
              ) : (
                <>
                  <StateTag tone="done" label={verdict} /> {objection.answer}
                </>
              ),
          },
        ]}
      />
      {mayAnswer &&
        (isOpen ? (
          <Opened objection={objection} />
        ) : (
          <button type="button" className="plain-button" onClick={() => setOpen(true)}>
            {t('openness.objection_open')}
          </button>
        ))}
    </section>
  );
}

function Opened({ objection }: { objection: Objection }) {
  const { t } = useTranslation();
  const opened = useEndpoint(opennessApi.openObjection, { id: objection.id });
  const answer = useAct(opennessApi.answerObjection, { invalidates: reads });
  return (
    <Loaded query={opened}>
      {(data) => (
        <>
          <Facts
            rows={[
              { label: t('openness.objection_text'), value: data.text },
              ...(data.contact ? [{ label: t('openness.objection_contact'), value: data.contact }] : []),
            ]}
          />
          {objection.answeredOn === null && (
            <ActForm
              act={answer}
              draft={`objection:${objection.id}`}
              submitLabel={t('openness.objection_answer')}
              toInput={(values: { answer: string; upheld: boolean }) => ({
                id: objection.id,
                version: objection.version,
                ...values,
              })}
              onDone={() => say(t('openness.done'))}
            >
              <Field name="upheld" label={t('openness.objections')}>
                <Radio.Group
                  options={[
                    { value: true, label: t('openness.objection_upheld') },
                    { value: false, label: t('openness.objection_not_upheld') },
                  ]}
                />
              </Field>
              <Field name="answer" label={t('openness.objection_answer')}>
                <Input.TextArea rows={4} maxLength={2000} />
              </Field>
            </ActForm>
          )}
        </>
      )}
    </Loaded>
  );
}

type Entered = { channel: 'paper' | 'spoken'; text: string; contact?: string; receivedOn: string };

function Enter({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const receive = useAct(opennessApi.receiveObjection, { invalidates: reads });
  const receipt = receive.data;
  return (
    <details>
      <summary>{t('openness.objection_enter')}</summary>
      {receipt && (
        <output>{t('openness.objection_code', { code: receipt.code, day: receipt.answerDueOn })}</output>
      )}
      <ActForm
        act={receive}
        submitLabel={t('openness.objection_enter')}
        clearOnDone
        initial={{ channel: 'paper' }}
        toInput={({ contact, ...values }: Entered) => ({
          id: publication.id,
          ...values,
          ...(contact && { contact }),
        })}
      >
        <Field name="channel" label={t('openness.objection_channel')}>
          <Radio.Group
            options={(['paper', 'spoken'] as const).map((one) => ({
              value: one,
              label: t(`openness.channel.${one}`),
            }))}
          />
        </Field>
        <Field name="receivedOn" label={t('openness.objection_received_on')}>
          <Input type="date" />
        </Field>
        <Field name="text" label={t('openness.objection_text')}>
          <Input.TextArea rows={4} maxLength={2000} />
        </Field>
        <Field name="contact" label={t('openness.objection_contact')} optional>
          <Input maxLength={100} />
        </Field>
      </ActForm>
    </details>
  );
}
