import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { allowances, createRateLimit } from '../../src/kernel/http/rate-limit.ts';
import { openLog } from '../../src/kernel/log.ts';
import { createMetrics } from '../../src/kernel/metrics.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { administrationApi } from '../../src/modules/administration/api.ts';
import { openTown, type Town } from '../support/town.ts';

type Operation = {
  operationId: string;
  'x-permission': string;
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content: Record<string, { schema?: object }> }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: object };
};

const idNumber = '999999199001010017';
const phone = '19900001234';

describe('a running town', () => {
  let town: Town;
  let logged = '';
  before(async () => {
    const log = openLog('trace', { write: (line: string) => void (logged += line) });
    town = await openTown({ app: { log, metrics: createMetrics(), rateLimit: createRateLimit() } });
  });
  after(() => town.close());

  it('says that it is well, and which version its database has', async () => {
    const response = await town.app.http.request('/healthz');
    assert.equal(response.status, 200);
    const newest = readdirSync(new URL('../../migrations', import.meta.url))
      .sort()
      .at(-1);
    assert.deepEqual(await response.json(), { ok: true, reasons: [], migration: newest });
  });

  it('describes every endpoint, each parameter and both kinds of answer', async () => {
    const response = await town.app.http.request('/api/openapi.json');
    const document = (await response.json()) as Document;
    assert.equal(document.openapi, '3.1.0');
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    assert.equal(operations.length, town.app.routes.length);
    assert.ok(operations.length > 20, String(operations.length));
    for (const { path, method, operation } of operations) {
      const where = `${method} ${path}`;
      const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      assert.deepEqual(
        declared.map((parameter) => parameter.name),
        inPath,
        where,
      );
      assert.ok(
        declared.every((parameter) => parameter.required && Object.keys(parameter.schema).length > 0),
        where,
      );
      assert.equal(Boolean(operation.requestBody), method === 'post' || method === 'put', where);
      assert.ok(operation['x-permission'], where);
      assert.ok(operation.responses['200'], where);
      const refused = operation.responses['default']?.content['application/json']?.schema;
      assert.deepEqual(refused, { $ref: '#/components/schemas/Problem' }, where);
    }
    assert.ok('Problem' in document.components.schemas);
  });

  it('keeps its metrics from strangers', async () => {
    assert.equal((await town.app.http.request('/metrics')).status, 404);
    const open = await openTown({
      empty: true,
      app: { metrics: createMetrics(), metricsToken: 'test-token' },
    });
    const ask = (authorization: string): Promise<Response> =>
      Promise.resolve(open.app.http.request('/metrics', { headers: { authorization } }));
    assert.equal((await ask('Bearer other')).status, 404);
    const told = await ask('Bearer test-token');
    assert.match(await told.text(), /jishi_http_request_seconds/);
    await open.close();
  });

  it('logs a request without a trace of the people in it', async () => {
    const headers = { 'x-jishi': '1', 'content-type': 'application/json' };
    const body = JSON.stringify({ username: idNumber, password: `赵某某${phone}` });
    await town.app.http.request(`/api/session?idNo=${idNumber}`, { method: 'POST', headers, body });
    await town.app.http.request(`/api/notices?phone=${phone}`);
    assert.match(logged, /"route":"\/api\/session"/);
    assert.match(logged, /"route":"\/api\/notices"/);
    for (const trace of [idNumber, phone, '赵某某', '?']) assert.equal(logged.includes(trace), false, trace);
  });

  it('logs who tried what is not theirs, by the account’s id', async () => {
    const { status } = await town.call('柳支书', administrationApi.getSeal, {});
    assert.equal(status, 403);
    const line = logged.split('\n').find((one) => one.includes('/api/audit/seal'));
    assert.match(line ?? '', new RegExp(`"status":403,.*"account":"${town.accounts['柳支书']}"`, 'u'));
  });

  it('refuses what no database keeps, and what is no form, at its place', async () => {
    const headers = { 'x-jishi': '1', 'content-type': 'application/json' };
    const send = async (body: string): Promise<string> => {
      const response = await town.app.http.request('/api/session', { method: 'POST', headers, body });
      return `${response.status} ${((await response.json()) as { code: string }).code}`;
    };
    assert.equal(await send(JSON.stringify({ username: 'a\0b', password: 'x' })), '400 http.not_text');
    assert.equal(await send('{"username":'), '400 http.not_json');
    assert.equal(await send('[]'), '400 http.not_json');
    assert.equal(
      await send(JSON.stringify({ username: 'a'.repeat(2_000_000), password: 'x' })),
      '413 http.too_large',
    );
  });

  it('holds back who guesses passwords, and says when to try again', async () => {
    const headers = { 'x-jishi': '1', 'content-type': 'application/json', 'accept-language': 'en' };
    const body = JSON.stringify({ username: 'nobody', password: '' });
    let response: Response | undefined;
    for (let i = 0; i <= allowances.signIn.burst; i++) {
      response = await town.app.http.request('/api/session', { method: 'POST', headers, body });
    }
    assert.equal(response?.status, 429);
    assert.equal(response?.headers.get('retry-after'), '3');
    assert.match((await response?.text()) ?? '', /try again in 3 seconds/);
  });
});

describe('the log', () => {
  it('keeps of a database error what finds the mistake, not the row', () => {
    let line = '';
    const log = openLog('info', { write: (text: string) => void (line = text) });
    const error = Object.assign(new Error(`duplicate key, value "赵某某" ${idNumber}`), {
      code: '23505',
      constraint: 'member_number_is_unique',
      detail: `Key (name)=(赵某某) ${phone}`,
      where: phone,
    });
    log.error({ err: new Error('act failed', { cause: error }), mail: 'zhao@example.invalid' });
    for (const trace of ['赵某某', idNumber, phone, 'zhao@'])
      assert.equal(line.includes(trace), false, trace);
    assert.match(line, /member_number_is_unique/);
    assert.match(line, /23505/);
  });

  it('keeps times, counts and routes whole', () => {
    let line = '';
    openLog('info', { write: (text: string) => void (line = text) }).info(
      { route: '/api/a/:id', ms: 12 },
      'answered',
    );
    assert.match(line, /"route":"\/api\/a\/:id","ms":12,"msg":"answered"/);
  });
});

describe('an allowance', () => {
  const table = { ...allowances, session: { burst: 2, perMinute: 60 } };

  it('is spent, grows back, and never above its burst', () => {
    const limit = createRateLimit(table);
    const ask = (atMs: number): string => {
      try {
        limit.require('session', 'a', atMs);
        return 'yes';
      } catch (error) {
        assert.ok(error instanceof Refusal);
        return `${error.status} ${error.params['seconds']}`;
      }
    };
    assert.deepEqual([ask(0), ask(0), ask(0)], ['yes', 'yes', '429 1']);
    assert.deepEqual([ask(1000), ask(1000)], ['yes', '429 1']);
    assert.deepEqual([ask(99_000), ask(99_000), ask(99_000)], ['yes', 'yes', '429 1']);
  });

  it('of one is not spent by another', () => {
    const limit = createRateLimit(table);
    for (let i = 0; i < 2; i++) limit.require('session', 'a', 0);
    limit.require('session', 'b', 0);
    limit.require('signIn', 'a', 0);
  });

  it('is forgotten when too many ask, the longest unused first', () => {
    const limit = createRateLimit(table);
    for (let i = 0; i < 25_000; i++) limit.require('address', String(i), 0);
    assert.equal(limit.size(), 20_000);
  });
});

describe('settings', () => {
  const codeOf = (env: NodeJS.ProcessEnv): string => {
    try {
      readConfig(env);
      return 'read';
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error);
    }
  };
  const wrong: [NodeJS.ProcessEnv, string][] = [
    [{ PORT: 'http' }, 'config.port'],
    [{ PORT: '65536' }, 'config.port'],
    [{ DATABASE_URL: 'mysql://x' }, 'config.database_url'],
    [{ JISHI_URL: 'town.example.invalid' }, 'config.url'],
    [{ JISHI_SMTP: 'mail.example.invalid:25' }, 'config.smtp'],
    [{ JISHI_LOG: 'loud' }, 'config.log_level'],
    [{ JISHI_QUIET_HOURS: '21-24' }, 'config.quiet_hours'],
  ];
  for (const [env, code] of wrong) {
    it(`that say ${JSON.stringify(env)} are refused`, () => assert.equal(codeOf(env), code));
  }
  it('may all be left out', () => assert.equal(codeOf({}), 'read'));
});
