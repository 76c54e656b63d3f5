/** My work: what waits for me, the late first; then what waits for others. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { workApi } from '../../../../src/modules/work/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import './work.css';

type Items = ReplyOf<typeof workApi.listWork>['mine'];

export function Screen() {
  const { t } = useTranslation();
  const work = useEndpoint(workApi.listWork, {}, { every: 30_000 });
  return (
    <Page title={t('work.title')} lead={t('work.lead')} width="text">
      <Loaded query={work} lines={8}>
        {({ mine, others }) => (
          <>
            <Section title={`${t('work.mine')}（${mine.length}）`}>
              {mine.length > 0 ? (
                <WorkList items={mine} />
              ) : (
                <Empty icon="check" title={t('work.none')} hint={t('work.none_hint')} />
              )}
            </Section>
            {others.length > 0 && (
              <Section title={`${t('work.others')}（${others.length}）`}>
                <WorkList items={others} />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function WorkList({ items }: { items: Items }) {
  const { t } = useTranslation();
  return (
    <ul className="work-list">
      {items.map((item) => (
        <li key={`${item.path} ${item.text} ${item.orgName}`}>
          <AppLink to={item.path}>{item.text}</AppLink>
          <p className="work-facts">
            {item.late && <StateTag tone="late" label={t('work.late')} />}
            <span>{item.orgName}</span>
            {item.dueOn && (
              <span>
                {t('work.due')} <Day date={item.dueOn} short />
              </span>
            )}
            {item.waitsFor && <span>{t('work.waits_for', { who: item.waitsFor })}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
