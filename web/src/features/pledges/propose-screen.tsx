/** A new pledge: the own one, or one that a member wrote on paper. */
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import { useSearchText } from '../../lib/address.ts';
import { findDraft } from '../../lib/draft.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { ItemFields, itemsOf, type ItemValues } from './item-fields.tsx';
import { pledgeReads } from './words.tsx';

type Values = { personId?: string; on?: string; year: number; items: ItemValues[]; consent?: boolean };
type Form = ReplyOf<typeof api.getPledgeForm>;

export function Screen() {
  const { t } = useTranslation();
  const [{ paper }] = useSearchText();
  const form = useEndpoint(api.getPledgeForm, {});
  const fromPaper = paper === 'yes';
  return (
    <Page
      title={t(fromPaper ? 'pledges.propose_for' : 'pledges.propose')}
      lead={t('pledges.propose_lead')}
      crumbs={[
        fromPaper
          ? { label: t('pledges.title'), to: '/pledges' }
          : { label: t('members.own.title'), to: '/own-record' },
      ]}
      width="text"
    >
      <Loaded query={form}>
        {(of) =>
          (fromPaper ? of.forOthers : of.own) ? (
            <Section>
              <Propose form={of} fromPaper={fromPaper} />
            </Section>
          ) : (
            <Empty icon="member" title={t('members.own.none')} hint={t('members.own.none_hint')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Propose({ form, fromPaper }: { form: Form; fromPaper: boolean }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const act = useAct(api.proposePledge, { invalidates: pledgeReads });
  const draft = fromPaper ? 'pledges.paper' : 'pledges.own';
  const [count, setCount] = useState(() => keptItems(draft));
  const year = Number(today.slice(0, 4));
  return (
    <ActForm<typeof api.proposePledge, Values>
      act={act}
      draft={draft}
      initial={{ year, consent: false, ...(fromPaper && { on: today }) }}
      toInput={({ items, consent, personId, on, ...values }) => ({
        ...values,
        items: itemsOf(items, count),
        consent: consent ?? false,
        ...(fromPaper && { personId, on }),
      })}
      submitLabel={t(fromPaper ? 'pledges.propose_for' : 'pledges.propose')}
      onDone={async ({ id }) => {
        say(t('pledges.proposed'));
        await navigate({ to: `/pledges/${id}` as never }); // routes come from a table
      }}
    >
      {fromPaper && (
        <>
          <Field name="personId" label={t('pledges.for_whom')} help={t('pledges.for_whom_help')}>
            <MemberChoice />
          </Field>
          <Field name="on" label={t('pledges.on_paper_on')}>
            <Input type="date" max={today} />
          </Field>
        </>
      )}
      <Field name="year" label={t('pledges.year')}>
        <Select options={[year, year + 1].map((value) => ({ value, label: String(value) }))} />
      </Field>
      <ItemFields count={count} most={form.most} onCount={setCount} from={today} />
      <Field
        name="consent"
        label={t('pledges.public')}
        help={t('disclosure.naming.help')}
        optional
        valuePropName="checked"
      >
        <Checkbox>{t(fromPaper ? 'pledges.consent_paper' : 'pledges.consent')}</Checkbox>
      </Field>
    </ActForm>
  );
}

/** How many groups an unfinished form had. */
function keptItems(draft: string): number {
  const kept = findDraft(draft)?.values['items'];
  return Array.isArray(kept) ? Math.max(1, kept.length) : 1;
}
