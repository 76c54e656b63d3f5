/** The secretary's phone: one tap for each member and month or quarter; below, for the branch alone, what is still open. */
import { Button, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { duesApi, type CollectionView } from '../../../../src/modules/dues/api.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Arrears } from './arrears.tsx';
import { DeclareRest } from './declare.tsx';
import { useCollecting, type Asked } from './use-collecting.ts';
import { useMoney, useMonth } from './words.ts';
import './dues.css';

type Span = 'month' | 'quarter';

export function Screen() {
  const { t } = useTranslation();
  const org = usePathParam('org');
  const [{ month, span: asked }, change] = useSearchText();
  const span: Span = asked === 'quarter' ? 'quarter' : 'month';
  const input: Asked = useMemo(() => ({ org, span, ...(month && { month }) }), [org, span, month]);
  const found = useEndpoint(duesApi.getCollection, input, { keepPrevious: true });
  return (
    <Page
      title={found.data ? t('dues.collect_in', { name: found.data.org.name }) : t('dues.collect')}
      crumbs={[{ label: t('dues.menu'), to: '/dues' }]}
      width="text"
      actions={<LinkButton to={`/dues/books/${org}`} label={t('dues.ledger')} icon="document" />}
    >
      <div className="dues-when">
        <label>
          <span>{t('dues.month')}</span>
          <input
            type="month"
            value={month ?? found.data?.month ?? ''}
            onChange={(event) => change({ month: event.target.value })}
          />
        </label>
        <Segmented<Span>
          value={span}
          aria-label={t('dues.span')}
          options={[
            { value: 'month', label: t('dues.span_month') },
            { value: 'quarter', label: t('dues.span_quarter') },
          ]}
          onChange={(value) => change({ span: value === 'quarter' ? value : '' })}
        />
      </div>
      <Loaded query={found}>
        {(view) => <Collecting key={`${view.org.id}${view.month}${span}`} view={view} asked={input} />}
      </Loaded>
    </Page>
  );
}

const collectable = new Set(['open', 'arrears', 'ahead']);

function Collecting({ view, asked }: { view: CollectionView; asked: Asked }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  const { isTapped, waiting, problem, refused, tap } = useCollecting(view, asked);
  const openOf = (one: CollectionView['people'][number]) =>
    one.months.filter((line) => collectable.has(line.state) && !isTapped(one.personId, line.month));
  const left = view.people.filter((one) => openOf(one).length > 0);
  const sum = left.flatMap(openOf).reduce((total, line) => total + line.dueFen, 0);
  return (
    <>
      <Section title={view.months.map(month).join('、')}>
        <div className="dues-sticky">
          <p>
            {left.length === 0
              ? t('dues.all_collected')
              : t('dues.left', { count: left.length, sum: money(sum) })}
          </p>
          <output>
            {waiting > 0 ? t('dues.waiting_to_send', { n: waiting }) : t('dues.all_sent')} ·{' '}
            {t('dues.cash_now', { sum: money(view.cashFen) })}
          </output>
        </div>
        {problem && <Refusal problem={problem} />}
        {view.people.length === 0 && (
          <Empty icon="members" title={t('dues.nobody')} hint={t('dues.nobody_hint')} />
        )}
        <ul className="dues-people">
          {view.people.map((one) => {
            const open = openOf(one);
            const due = open.reduce((total, line) => total + line.dueFen, 0);
            const against = refused.find((other) => other.personId === one.personId);
            return (
              <li key={one.personId}>
                <p>
                  <AppLink to={`/dues/members/${one.personId}`}>
                    <span className="person-name">{one.name}</span>
                  </AppLink>
                  <small>
                    {t(`dues.class.${one.class}`)}
                    {one.probationary && ` · ${t('dues.probationary')}`}
                  </small>
                </p>
                {open.length > 0 && view.may.collect ? (
                  <button
                    type="button"
                    className="dues-tap"
                    aria-label={t('dues.take_from', { name: one.name, sum: money(due) })}
                    onClick={() => tap([{ personId: one.personId, months: open.map((line) => line.month) }])}
                  >
                    {t('dues.take', { sum: money(due) })}
                  </button>
                ) : (
                  <Settled one={one} tapped={one.months.some((line) => isTapped(one.personId, line.month))} />
                )}
                {against && (
                  <p className="dues-refused" role="alert">
                    {against.message}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
        {left.length > 1 && view.may.collect && (
          <details className="dues-more">
            <summary>{t('dues.take_all')}</summary>
            <p>{t('dues.take_all_hint', { count: left.length, sum: money(sum) })}</p>
            <Button
              type="primary"
              onClick={() =>
                tap(
                  left.map((one) => ({
                    personId: one.personId,
                    months: openOf(one).map((line) => line.month),
                  })),
                )
              }
            >
              {t('dues.take_all_now', { count: left.length })}
            </Button>
          </details>
        )}
      </Section>
      {view.undeclared.length > 0 && <DeclareRest view={view} />}
      {view.arrears.length > 0 && <Arrears view={view} />}
    </>
  );
}

function Settled({ one, tapped }: { one: CollectionView['people'][number]; tapped: boolean }) {
  const { t } = useTranslation();
  const [line] = one.months.toReversed();
  if (tapped) return <span className="dues-settled">{t('dues.taken_waiting')}</span>;
  if (!line) return null;
  const text = t(`dues.state.${line.state}`);
  return line.paymentId ? (
    <AppLink to={`/dues/receipts/${line.paymentId}`} className="dues-settled dues-paid">
      {text}
    </AppLink>
  ) : (
    <span className="dues-settled">{text}</span>
  );
}
