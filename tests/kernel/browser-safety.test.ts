import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setPassword } from '../../src/kernel/auth/account.ts';
import { openTown, type Town } from '../support/town.ts';

const password = 'Qing-shan-2026';

describe('what a browser is told', () => {
  let town: Town;
  before(async () => {
    town = await openTown({ app: { secureCookies: true } });
    await town.act('system', 'system', (ctx) => setPassword(ctx, town.accounts['柳支书'], { password }));
  });
  after(() => town.close());

  const signIn = (headers: Record<string, string> = {}): Promise<Response> =>
    Promise.resolve(
      town.app.http.request('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-jishi': '1', ...headers },
        body: JSON.stringify({ username: '柳支书', password }),
      }),
    );

  it('answers and refusals are kept by nobody on the way', async () => {
    for (const [path, status] of [
      ['/api/session', 200],
      ['/api/members', 401],
    ] as const) {
      const response = await town.app.http.request(path);
      assert.equal(response.status, status, path);
      assert.equal(response.headers.get('cache-control'), 'no-store', path);
    }
  });

  it('over TLS the cookie is bound to this host, out of reach of scripts and of other sites', async () => {
    const cookie = (await signIn()).headers.get('set-cookie') ?? '';
    assert.match(cookie, /^__Host-jishi_session=[\w-]{43};/u);
    for (const word of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      assert.ok(cookie.includes(word), `${word}: ${cookie}`);
    assert.doesNotMatch(cookie, /Domain=/iu);
  });

  it('a cookie that was planted before the sign-in opens nothing after it', async () => {
    const planted = `__Host-jishi_session=${'A'.repeat(43)}`;
    const response = await signIn({ cookie: planted });
    const given = response.headers.get('set-cookie')?.split(';')[0];
    assert.ok(given && given !== planted);
    const asPlanted = await town.app.http.request('/api/notices', { headers: { cookie: planted } });
    assert.equal(asPlanted.status, 401);
    const asGiven = await town.app.http.request('/api/notices', { headers: { cookie: given } });
    assert.equal(asGiven.status, 200);
  });

  it('no script of others, no frame, no guessing of types, no camera', async () => {
    const { headers } = await town.app.http.request('/api/session');
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/u);
    assert.match(policy, /script-src 'self'(;|$)/u);
    assert.match(policy, /frame-ancestors 'none'/u);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('strict-transport-security') ?? '', /max-age=\d{8}/u);
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    assert.match(headers.get('permissions-policy') ?? '', /camera=\(\)/u);
  });
});
