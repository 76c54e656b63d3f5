/** How many notices are unread, beside the bell; nothing when all are read. */
import { useTranslation } from 'react-i18next';
import { noticeApi } from '../../../../src/kernel/notice/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import './notices.css';

export function Badge() {
  const { t } = useTranslation();
  const count = useEndpoint(noticeApi.countNotices, {}, { every: 60_000 });
  const unread = count.data?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <output className="notice-badge" aria-label={t('notices.unread', { count: unread })}>
      {unread > 99 ? '99+' : unread}
    </output>
  );
}
