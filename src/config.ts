/** The only reader of the environment. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from './kernel/refusal.ts';

export type Config = {
  host: string;
  port: number;
  /** An operator's own PostgreSQL; undefined: the embedded one. */
  databaseUrl: string | undefined;
  /** Database, files, keys and logs. */
  dataDir: string;
  /** The address under which residents and staff reach the town, for links, QR codes and OIDC. */
  publicUrl: string;
  behindProxy: boolean;
  logLevel: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Hours in China between which no mail goes out. */
  quietHours: { from: number; to: number };
  /** Who shows it may read /metrics from another machine. */
  metricsToken: string | undefined;
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
};

/** Reads the settings; refuses `config.*` for the first value that cannot be meant. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const host = env['HOST'] || '127.0.0.1';
  const port = portOf(env['PORT'] || '8080');
  const databaseUrl = env['DATABASE_URL'] || undefined;
  if (databaseUrl && !/^postgres(?:ql)?:\/\//u.test(databaseUrl)) throw new Refusal('config.database_url');
  return {
    host,
    port,
    databaseUrl,
    dataDir: resolve(env['JISHI_DATA'] || defaultDataDir(env)),
    publicUrl: urlOf(env['JISHI_URL'] || `http://${host.includes(':') ? `[${host}]` : host}:${port}`),
    behindProxy: env['JISHI_BEHIND_PROXY'] === '1',
    logLevel: logLevelOf(env['JISHI_LOG'] || 'info'),
    smtpUrl: smtpUrlOf(env['JISHI_SMTP']),
    mailFrom: env['JISHI_MAIL_FROM'] || 'jishi@localhost',
    quietHours: quietHoursOf(env['JISHI_QUIET_HOURS'] || '21-7'),
    metricsToken: env['JISHI_METRICS_TOKEN'] || undefined,
    oidc: oidcOf(env),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Refusal('config.port', { params: { value: text } });
  return port;
}

function urlOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:/u.test(text))
    throw new Refusal('config.url', { params: { value: text } });
  return text.replace(/\/+$/u, '');
}

function logLevelOf(text: string): string {
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
  if (!levels.includes(text))
    throw new Refusal('config.log_level', { params: { value: text, levels: levels.join(' ') } });
  return text;
}

/** The address may hold a password, so the refusal does not repeat it. */
function smtpUrlOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^smtps?:/u.test(text)) throw new Refusal('config.smtp');
  return text;
}

function quietHoursOf(text: string): Config['quietHours'] {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/u.exec(text) ?? [];
  const hours = { from: Number(from), to: Number(to) };
  if (!(hours.from < 24 && hours.to < 24))
    throw new Refusal('config.quiet_hours', { params: { value: text } });
  return hours;
}

/** A service run by root keeps its data where services do; a person's own copy in that person's state folder. */
function defaultDataDir(env: NodeJS.ProcessEnv): string {
  if (process.getuid?.() === 0) return '/var/lib/jishi';
  return join(env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'jishi');
}

function oidcOf(env: NodeJS.ProcessEnv): Config['oidc'] {
  const issuer = env['JISHI_OIDC_ISSUER'];
  const clientId = env['JISHI_OIDC_CLIENT_ID'];
  if (!issuer || !clientId) return undefined;
  return {
    issuer,
    clientId,
    clientSecret: env['JISHI_OIDC_CLIENT_SECRET'] ?? '',
    name: env['JISHI_OIDC_NAME'] ?? 'OIDC',
  };
}
