/** The own notices: unread ones first; opening one marks it as read. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { noticeApi } from '../../../../src/kernel/notice/api.ts';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { useListAddress } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Moment } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import './notices.css';

const pageSize = 30;
const lists = [noticeApi.listNotices, noticeApi.countNotices];

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress();
  const offset = (address.page - 1) * pageSize;
  const notices = useEndpoint(noticeApi.listNotices, { limit: pageSize, offset }, { keepPrevious: true });
  const readAll = useAct(noticeApi.readAllNotices, { invalidates: lists });
  const { asOf, unread = 0 } = notices.data ?? {};
  const actions = asOf && unread > 0 && (
    <Button loading={readAll.isPending} onClick={() => readAll.mutate({ input: { until: asOf } })}>
      {t('notices.read_all')}
    </Button>
  );
  return (
    <Page title={t('notices.title')} width="text" actions={actions}>
      <Loaded query={notices}>
        {(data) =>
          data.notices.length === 0 ? (
            <Empty title={t('notices.none')} icon="bell" />
          ) : (
            <>
              <ul className="notices">
                {data.notices.map((notice) => (
                  <NoticeLine key={notice.id} notice={notice} />
                ))}
              </ul>
              <Pager
                page={address.page}
                pages={Math.ceil(data.total / pageSize)}
                onTurn={(page) => address.turnTo(page)}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

type Notice = ReplyOf<typeof noticeApi.listNotices>['notices'][number];

function NoticeLine({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const read = useAct(noticeApi.readNotice, { invalidates: lists });
  const unread = notice.readAt === null;
  return (
    <li className={unread ? 'notice notice-unread' : 'notice'}>
      <AppLink to={notice.path} onOpen={() => unread && read.mutate({ input: { id: notice.id } })}>
        {notice.title}
      </AppLink>
      <p>{notice.text}</p>
      <p className="notice-facts">
        <Moment at={notice.at} />
        {unread && <StateTag tone="active" label={t('notices.new')} icon="bell" />}
        {notice.mail === 'sent' && <StateTag tone="plain" label={t('notices.mail_sent')} icon="check" />}
        {notice.mail === 'failed' && <StateTag tone="late" label={t('notices.mail_failed')} />}
      </p>
    </li>
  );
}
