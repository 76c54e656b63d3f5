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
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
};

/** Reads the settings; refuses `config.port` and `config.database_url` with the value that is wrong. */
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
    publicUrl: (env['JISHI_URL'] || `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(
      /\/+$/u,
      '',
    ),
    behindProxy: env['JISHI_BEHIND_PROXY'] === '1',
    logLevel: env['JISHI_LOG'] || 'info',
    smtpUrl: env['JISHI_SMTP'] || undefined,
    mailFrom: env['JISHI_MAIL_FROM'] || 'jishi@localhost',
    oidc: oidcOf(env),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Refusal('config.port', { params: { value: text } });
  return port;
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
