import { bind } from '../http/bind.ts';
import { noticeApi } from './api.ts';
import { countNotices, listNotices, readAllNotices, readNotice } from './own-notices.ts';

export const noticeRoutes = bind(noticeApi, {
  listNotices: (ctx, page) => listNotices(ctx, page),
  countNotices: (ctx) => countNotices(ctx),
  readNotice: (ctx, { id }) => readNotice(ctx, id),
  readAllNotices: (ctx, { until }) => readAllNotices(ctx, Temporal.Instant.from(until)),
});
