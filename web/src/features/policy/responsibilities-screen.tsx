/** One person's responsibilities, by name and by office, and how each stands; prints on one sheet. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { boardStates } from '../../../../src/modules/policy/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { periodOf } from './assignments.tsx';
import { BoardStateTag, DutyCounts } from './state.tsx';
import { addressOf, wordOf } from './words.ts';
import './policy.css';

type Responsibilities = ReplyOf<typeof boardApi.getResponsibilities>;

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const [{ account, asOf }, change] = useSearchText();
  const people = useEndpoint(boardApi.listPeople, {});
  const mine = useEndpoint(
    boardApi.getResponsibilities,
    { ...(account && { account }), ...(asOf && { asOf }) },
    { keepPrevious: true, every: asOf ? 0 : 5000 },
  );
  const isOther = account !== undefined && account !== session.accountId;
  const name = mine.data?.person.name ?? '';
  return (
    <Page
      title={isOther ? t('responsibility.of', { name }) : t('responsibility.title')}
      lead={t('responsibility.lead')}
      actions={
        <>
          <LinkButton to="/responsibilities/gaps" label={t('responsibility.gaps')} />
          <button type="button" className="link-button" onClick={() => window.print()}>
            {t('responsibility.print')}
          </button>
        </>
      }
    >
      <div className="board-filters">
        <label>
          <span>{t('responsibility.choose')}</span>
          <select value={account ?? ''} onChange={(event) => change({ account: event.target.value })}>
            <option value="">{session.displayName}</option>
            {(people.data?.people ?? [])
              .filter((one) => one.id !== session.accountId)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}（{[...new Set(one.orgs)].join('、')}）
                </option>
              ))}
          </select>
        </label>
        <label>
          <span>{t('board.as_of')}</span>
          <input type="date" value={asOf ?? ''} onChange={(event) => change({ asOf: event.target.value })} />
        </label>
      </div>
      <Loaded query={mine} lines={8}>
        {(data) => (
          <>
            <p>
              {data.person.name}：
              {data.offices.map(({ role, org }) => `${org} ${wordOf(t, 'role', role)}`).join('、')}
            </p>
            {data.items.length === 0 ? (
              <Empty title={t('responsibility.none')} />
            ) : (
              <Items items={data.items} asOf={asOf} />
            )}
            {data.history.length > 0 && (
              <Section title={t('responsibility.history')}>
                <ul className="plain-list">
                  {data.history.map((row) => (
                    <li key={row.id}>
                      {row.institution.name}：{t(`board.level.${row.level}`)}（{row.org.name}）
                      {periodOf(t, row)}
                      <small>{row.reason}</small>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Items({ items, asOf }: { items: Responsibilities['items']; asOf: string | undefined }) {
  const { t } = useTranslation();
  const inOrder = items.toSorted((a, b) => boardStates.indexOf(a.state) - boardStates.indexOf(b.state));
  return (
    <ul className="responsibility-items" aria-label={t('responsibility.title')}>
      {inOrder.map((item) => (
        <li key={`${item.institution.id} ${item.level} ${item.org.id} ${String(item.byOffice)}`}>
          <p>
            <AppLink
              to={addressOf(`/board/institutions/${item.institution.id}`, { asOf })}
              className="institution-name"
            >
              {item.institution.name}
            </AppLink>
            <BoardStateTag state={item.state} />
          </p>
          <p className="quiet">
            {t(`board.level.${item.level}`)} · {item.org.name} ·{' '}
            {item.byOffice ? t('board.by_office') : t('board.assigned')}
            {item.nextDue && (
              <>
                {' · '}
                {t('responsibility.next_due')} <Day date={item.nextDue} short />
              </>
            )}
          </p>
          <DutyCounts counts={item.duties} of={{ asOf, institution: item.institution.id }} />
        </li>
      ))}
    </ul>
  );
}
