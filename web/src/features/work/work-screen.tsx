/** My work: what waits for me, the late first; then what waits for others. */
import { Button } from 'antd';
import { useState } from 'react';
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

/** What waits for others shows this many at first. */
const atFirstOfOthers = 8;

type Items = ReplyOf<typeof workApi.listWork>['mine'];

export function Screen() {
  const { t } = useTranslation();
  const work = useEndpoint(workApi.listWork, {}, { every: 30_000 });
  return (
    <Page title={t('work.title')} lead={t('work.lead')} width="text">
      <Loaded query={work} lines={8}>
        {({ mine, mineCount, others, othersCount }) => (
          <>
            <Section title={`${t('work.mine')}（${mineCount}）`}>
              {mine.length > 0 ? (
                <WorkList items={mine} />
              ) : (
                <Empty icon="check" title={t('work.none')} hint={t('work.none_hint')} />
              )}
            </Section>
            {others.length > 0 && (
              <Section title={`${t('work.others')}（${othersCount}）`}>
                <WorkList items={others} atFirst={atFirstOfOthers} />
                {othersCount > others.length && <AppLink to="/duties">{t('work.all_duties')}</AppLink>}
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** A list that begins short where nothing in it is the reader's to do. */
function WorkList({ items, atFirst = items.length }: { items: Items; atFirst?: number }) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(items.length <= atFirst);
  const shown = isWhole ? items : items.slice(0, atFirst);
  return (
    <>
      <ul className="work-list">
        {shown.map((item) => (
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
      {!isWhole && (
        <Button onClick={() => setWhole(true)}>
          {t('work.more', { count: items.length - shown.length })}
        </Button>
      )}
    </>
  );
}
