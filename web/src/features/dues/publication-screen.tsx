/** The figures of a half-year before they are published within the Party: sums and counts, no names; printable. */
import { Button, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { duesApi } from '../../../../src/modules/dues/api.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { useMoney } from './words.ts';
import './dues.css';

export function Screen() {
  const { t } = useTranslation();
  const money = useMoney();
  const navigate = useNavigate();
  const { today } = useSession();
  const org = usePathParam('org');
  const halves = lastHalves(today);
  const [{ half = halves[1] ?? '' }, change] = useSearchText();
  const found = useEndpoint(duesApi.getDuesSummary, { org, half });
  const propose = useAct(duesApi.publishDues, {
    onDone: (reply) => {
      say(t('dues.put_forward'));
      void navigate({ to: `/openness/${reply.id}` as never }); // routes come from a table
    },
  });
  return (
    <Page
      title={t('dues.publish')}
      lead={t('dues.publish_lead')}
      crumbs={[
        { label: t('dues.menu'), to: '/dues' },
        { label: t('dues.ledger'), to: `/dues/books/${org}` },
      ]}
      width="text"
      actions={<Button onClick={() => window.print()}>{t('dues.print')}</Button>}
    >
      <label className="dues-half">
        <span>{t('dues.half')}</span>
        <Select
          value={half}
          options={halves.map((value) => ({
            value,
            label: t('dues.half_of', {
              year: value.slice(0, 4),
              half: t(value.endsWith('1') ? 'dues.public.half_1' : 'dues.public.half_2'),
            }),
          }))}
          onChange={(value) => change({ half: value })}
        />
      </label>
      <Loaded query={found}>
        {(summary) => (
          <Section title={summary.org.name}>
            <Facts
              rows={[
                { label: t('dues.public.members'), value: summary.members },
                { label: t('dues.public.due'), value: money(summary.dueFen) },
                { label: t('dues.public.collected'), value: money(summary.duesFen) },
                { label: t('dues.public.extra'), value: money(summary.extraFen) },
                { label: t('dues.public.receipts'), value: summary.receipts },
                { label: t('dues.public.open_months'), value: summary.openMonths },
                { label: t('dues.public.handed_up'), value: money(summary.handedUpFen) },
                { label: t('dues.public.returned'), value: money(summary.returnedFen) },
                { label: t('dues.public.cash'), value: money(summary.cashFen) },
              ]}
            />
            <p>{t('dues.public.note')}</p>
            <Button
              type="primary"
              className="no-print"
              loading={propose.isPending}
              onClick={() => propose.mutate({ input: { orgId: org, half } })}
            >
              {t('dues.propose')}
            </Button>
            {propose.error && <Refusal problem={propose.error} focus />}
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

/** The running half-year and the four before it, the newest first. */
function lastHalves(today: string): string[] {
  const year = Number(today.slice(0, 4));
  const running = year * 2 + (today.slice(5, 7) > '06' ? 1 : 0);
  return Array.from({ length: 5 }, (_, i) => {
    const one = running - i;
    return `${Math.floor(one / 2)}-H${(one % 2) + 1}`;
  });
}
