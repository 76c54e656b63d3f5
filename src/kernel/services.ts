/** What an act may use beside its transaction; composed once in app.ts, replaced by fakes of the outside in tests. */
import type { PermissionTable } from './auth/permissions.ts';
import type { Secrets } from './auth/secrets.ts';
import type { BlobStore } from './files/blob-store.ts';
import type { Locale } from './i18n/catalogue.ts';
import type { Translate } from './i18n/translate.ts';
import type { Queue } from './jobs/job.ts';
import type { KeptFigures } from './kept-figures.ts';
import type { MailRoute } from './notice/mail.ts';

export type Services = {
  secrets: Secrets;
  permissions: PermissionTable;
  /** The kind of organization whose name stands at the head of the app: the town that a person works for. */
  townKind: string;
  /** For what leaves the server already worded: notices, mails, papers. Refusals are worded at the edge. */
  translate: Record<Locale, Translate>;
  queue: Queue;
  blobs: BlobStore;
  keptFigures: KeptFigures;
  /** Undefined: this installation sends no mail. */
  mail: MailRoute | undefined;
};
