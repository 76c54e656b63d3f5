/** A teller's own screen: the question, eight numbers, nobody else's figures. */
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { meetingsApi } from '../../../../src/modules/meetings/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import './meetings.css';

type Count = ReplyOf<typeof meetingsApi.getCount>;
type Sheet = NonNullable<Count['own']>;

const fields = ['issued', 'returned', 'unreturned', 'valid', 'invalid', 'yes', 'no', 'abstain'] as const;

export function Screen() {
  const { t } = useTranslation();
  const voteId = usePathParam('voteId');
  const count = useEndpoint(meetingsApi.getCount, { voteId }, { every: 4000 });
  return (
    <Page title={t('meetings.count_title')} lead={t('meetings.count_lead')} width="text">
      <Loaded query={count}>
        {(data) => (
          <>
            <Section title={data.question}>
              <Facts
                rows={[
                  { label: t('meetings.column_title'), value: data.title },
                  { label: t('meetings.column_org'), value: data.orgName },
                ]}
              />
              <Standing count={data} />
            </Section>
            {data.own && <SheetFacts title={t('meetings.own_count')} sheet={data.own} />}
            {data.result && <SheetFacts title={t('meetings.count_result')} sheet={data.result.count} />}
            {data.state !== 'decided' && data.state !== 'void' && data.because.length === 0 && (
              <SheetForm key={`${voteId} ${data.round}`} count={data} />
            )}
            {data.mayOpenMeeting && (
              <LinkButton
                to={`/meetings/${data.meetingId}?step=votes`}
                label={t('meetings.back')}
                icon="back"
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ count }: { count: Count }) {
  const { t } = useTranslation();
  if (count.state === 'void') return <StateTag tone="stopped" label={t('meetings.void')} />;
  if (count.result) {
    const { passed } = count.result;
    return (
      <StateTag
        tone={passed ? 'done' : 'stopped'}
        label={passed ? t('meetings.passed') : t('meetings.not_passed')}
      />
    );
  }
  if (count.state === 'third_needed') return <p>{t('meetings.third_needed')}</p>;
  if (count.state === 'recount') return <p>{t('meetings.recount')}</p>;
  if (count.own) return <StateTag tone="waiting" label={t('meetings.waiting_second')} />;
  return <Reasons reasons={count.because} />;
}

function SheetFacts({ title, sheet }: { title: string; sheet: Sheet }) {
  const { t } = useTranslation();
  return (
    <Section title={title}>
      <Facts rows={fields.map((field) => ({ label: t(`ballot.count.${field}`), value: sheet[field] }))} />
    </Section>
  );
}

function SheetForm({ count }: { count: Count }) {
  const { t } = useTranslation();
  const handIn = useAct(meetingsApi.handInSheet, {
    invalidates: [meetingsApi.getCount, meetingsApi.getMeeting],
  });
  return (
    <Section>
      <ActForm
        act={handIn}
        draft={`meeting-sheet:${count.voteId}:${count.round}`}
        submitLabel={t('meetings.count_submit')}
        initial={{ unreturned: 0, invalid: 0 }}
        toInput={(sheet: Sheet) => ({ voteId: count.voteId, count: sheet })}
        onDone={() => say(t('meetings.count_done'))}
      >
        {fields.map((field) => (
          <Field key={field} name={field} label={t(`ballot.count.${field}`)}>
            <InputNumber min={0} precision={0} inputMode="numeric" />
          </Field>
        ))}
      </ActForm>
    </Section>
  );
}
