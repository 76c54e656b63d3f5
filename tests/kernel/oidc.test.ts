import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { Provider } from 'oidc-provider';
import { setPassword } from '../../src/kernel/auth/account.ts';
import { authApi } from '../../src/kernel/auth/api.ts';
import { openBrowser, type Browser } from '../support/browser-session.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const publicUrl = 'http://127.0.0.1:9';
const good = 'Qing-He-3rd-bridge';
let town: Town;
let server: Server;
let issuer: string;

before(async () => {
  // The port is taken before the provider exists: the town starts while its provider is down.
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address
  await new Promise((resolve) => server.close(resolve));
  town = await openTown({
    app: {
      publicUrl,
      oidc: { issuer, clientId: 'jishi', clientSecret: 'only-for-tests', name: '县统一登录' },
    },
  });
  town.setNow(Temporal.Now.instant().toString());
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await town.close();
});

/** A real provider, at which everybody is signed in as the person whom the cookie names. */
async function startProvider(): Promise<void> {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'jishi',
        client_secret: 'only-for-tests',
        redirect_uris: [`${publicUrl}/api/oidc/sso/callback`],
      },
    ],
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['only-for-tests'] },
  });
  const answer = provider.callback();
  server = createServer((request, response) => {
    void (async () => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response);
      const details = await provider.interactionDetails(request, response);
      const accountId = decodeURIComponent(
        /person=([^;]+)/u.exec(request.headers.cookie ?? '')?.[1] ?? 'nobody',
      );
      const grant = new provider.Grant({ accountId, clientId: 'jishi' });
      grant.addOIDCScope('openid');
      const grantId = await grant.save();
      assert.ok(details.uid);
      await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
    })();
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), '127.0.0.1', resolve));
}

/** Goes through the provider's pages as `person` and gives the address back at the town. */
async function throughProvider(start: string, person: string): Promise<URL> {
  const cookies = new Map([['person', encodeURIComponent(person)]]);
  let address = start;
  for (let hops = 0; hops < 10; hops += 1) {
    if (address.startsWith(publicUrl)) return new URL(address);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const next = response.headers.get('location');
    assert.ok(next, `${address} answered ${response.status}: ${await response.text()}`);
    address = new URL(next, address).href;
  }
  throw new Error('the provider sends us in circles');
}

async function goThrough(browser: Browser, person: string, query = ''): Promise<string | null> {
  const started = await browser.visit(`/api/oidc/sso/start${query}`);
  const back = await throughProvider(started.headers.get('location') ?? '', person);
  const answered = await browser.visit(back.pathname + back.search);
  return answered.headers.get('location');
}

async function signedIn(who: Person): Promise<Browser> {
  await town.act('system', 'system', (ctx) => setPassword(ctx, town.accounts[who], { password: good }));
  const browser = openBrowser(town);
  const { status } = await browser.call(authApi.signIn, { username: who, password: good });
  assert.equal(status, 200);
  return browser;
}

test('the sign-in page offers the provider, and one that is down says so', async () => {
  const browser = openBrowser(town);
  assert.deepEqual((await browser.call(authApi.getSession, {})).body.oidc, [
    { key: 'sso', name: '县统一登录' },
  ]);
  const answer = await browser.visit('/api/oidc/sso/start');
  assert.equal(answer.headers.get('location'), '/app/sign-in?problem=auth.oidc_unreachable');
});

test('a provider that was down at our start works once it is up', async () => {
  await startProvider();
  const answer = await openBrowser(town).visit('/api/oidc/sso/start');
  assert.ok(answer.headers.get('location')?.startsWith(`${issuer}/auth?`));
});

test('whoever is not linked does not get in, even under a known name', async () => {
  const browser = openBrowser(town);
  assert.equal(await goThrough(browser, '周书记'), '/app/sign-in?problem=auth.oidc_not_linked');
  assert.equal((await browser.call(authApi.getSession, {})).body.session, null);
});

test('a signed-in person links the outside account; from then on it opens theirs', async () => {
  const browser = await signedIn('柳支书');
  assert.equal(await goThrough(browser, 'liu', '?link=1'), '/app/account');
  assert.equal((await browser.call(authApi.getSession, {})).body.session?.oidcLinked, true);

  const elsewhere = openBrowser(town);
  assert.equal(await goThrough(elsewhere, 'liu'), '/app/');
  assert.equal((await elsewhere.call(authApi.getSession, {})).body.session?.username, '柳支书');

  const other = await signedIn('石支书');
  assert.equal(await goThrough(other, 'liu', '?link=1'), '/app/account?problem=auth.oidc_taken');

  await browser.call(authApi.unlinkOidc, {});
  assert.equal(await goThrough(openBrowser(town), 'liu'), '/app/sign-in?problem=auth.oidc_not_linked');
});

test('nobody links without having signed in', async () => {
  const answer = await openBrowser(town).visit('/api/oidc/sso/start?link=1');
  assert.equal(answer.headers.get('location'), '/app/sign-in?problem=auth.not_signed_in');
});

test('an answer is good once, in the browser that asked, and unaltered', async () => {
  const browser = await signedIn('小唐');
  await goThrough(browser, 'tang', '?link=1');
  const victim = openBrowser(town);
  const attacker = openBrowser(town);
  const started = await attacker.visit('/api/oidc/sso/start');
  const back = await throughProvider(started.headers.get('location') ?? '', 'tang');
  const refused = '/app/sign-in?problem=auth.oidc_failed';
  assert.equal((await victim.visit(back.pathname + back.search)).headers.get('location'), refused);

  const altered = new URL(back);
  altered.searchParams.set('state', 'another');
  assert.equal((await attacker.visit(altered.pathname + altered.search)).headers.get('location'), refused);
  assert.equal((await attacker.visit(back.pathname + back.search)).headers.get('location'), refused);
});

test('a disabled account is closed to the provider as well', async () => {
  await town.act('system', 'system', async (ctx) => {
    await ctx.tx
      .updateTable('accounts')
      .set({ disabled_at: ctx.now })
      .where('id', '=', town.accounts['小唐'])
      .execute();
  });
  assert.equal(await goThrough(openBrowser(town), 'tang'), '/app/sign-in?problem=auth.oidc_not_linked');
});

test('an account with a second factor of ours is asked for its code after the provider', async () => {
  const browser = await signedIn('周书记');
  await goThrough(browser, 'zhou', '?link=1');
  await town.act('system', 'system', async (ctx) => {
    await ctx.tx
      .updateTable('accounts')
      .set({ totp_confirmed_at: ctx.now })
      .where('id', '=', town.accounts['周书记'])
      .execute();
  });
  const elsewhere = openBrowser(town);
  assert.equal(await goThrough(elsewhere, 'zhou'), '/app/sign-in');
  assert.equal((await elsewhere.call(authApi.getSession, {})).body.step, 'code_required');
  assert.equal((await elsewhere.call(authApi.listSessions, {})).problem.code, 'auth.code_required');
  assert.equal((await elsewhere.call(authApi.enterCode, { code: '123456' })).problem.code, 'auth.wrong_code');
});
