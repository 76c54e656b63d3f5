/** Mail to staff: through the operator's own server, never in the night, never about a third person. */
import { createTransport } from 'nodemailer';
import { timeZone } from '../ctx.ts';

export type Mail = { to: string; subject: string; text: string };

export type Mailer = {
  /** Hands one mail over; throws what the server or the network said. */
  send(mail: Mail): Promise<void>;
  close(): void;
};

/** Hours in China between which no mail goes out; `from` = `to` means mail at any hour. */
export type QuietHours = { from: number; to: number };

export type MailRoute = {
  mailer: Mailer;
  /** Address of the town, for the link in a mail. */
  publicUrl: string;
  quiet: QuietHours;
};

/** `url` as nodemailer takes it: smtp://user:password@host:port or smtps://… */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, connectionTimeout: 10_000, socketTimeout: 20_000 }, { from });
  return {
    async send(mail) {
      await transport.sendMail({ ...mail, disableFileAccess: true, disableUrlAccess: true });
    },
    close() {
      transport.close();
    },
  };
}

/** The first moment at or after `now` that is not in the quiet hours. */
export function nextLoudMoment(now: Temporal.Instant, quiet: QuietHours): Temporal.Instant {
  const local = now.toZonedDateTimeISO(timeZone);
  const { from, to } = quiet;
  const isQuiet = from <= to ? local.hour >= from && local.hour < to : local.hour >= from || local.hour < to;
  if (!isQuiet) return now;
  const morning = local.with({
    hour: to,
    minute: 0,
    second: 0,
    millisecond: 0,
    microsecond: 0,
    nanosecond: 0,
  });
  return (local.hour < to ? morning : morning.add({ days: 1 })).toInstant();
}

/** What went wrong with a mail, as a code that gives nobody's address away. */
export function mailFaultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('responseCode' in error && typeof error.responseCode === 'number') return `smtp.${error.responseCode}`;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'unknown';
}
