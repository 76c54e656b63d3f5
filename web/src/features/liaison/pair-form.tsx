/** The frame of the three forms that make a pair: who, with whom, from when to when. */
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { pairReads } from './words.ts';

type Making = typeof api.assignLeader | typeof api.pairBranches | typeof api.pairHousehold;

type Props<E extends Making> = {
  endpoint: E;
  title: string;
  lead: string;
  draft: string;
  children: ReactNode;
};

export function PairForm<E extends Making>({ endpoint, title, lead, draft, children }: Props<E>) {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const make = useAct<E>(endpoint, { invalidates: pairReads });
  return (
    <Page title={title} lead={lead} crumbs={[{ label: t('liaison.title'), to: '/liaison' }]} width="text">
      <Section>
        <ActForm<E, InputOf<E>>
          act={make}
          draft={draft}
          initial={{ since: today } as Partial<InputOf<E>>} // each of the three has a first day
          toInput={({ until, ...values }) => ({ ...values, ...(until && { until }) }) as InputOf<E>} // the same fields, an empty last day left out
          submitLabel={title}
          onDone={async ({ id }) => {
            say(t('liaison.paired'));
            await navigate({ to: `/liaison/${id}` as never }); // routes come from a table
          }}
        >
          {children}
          <Field name="since" label={t('liaison.since')}>
            <Input type="date" max={today} />
          </Field>
          <Field name="until" label={t('liaison.until')} optional>
            <Input type="date" />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}
