import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generateSync } from 'otplib';
import { setPassword } from '../../src/kernel/auth/account.ts';
import { authApi } from '../../src/kernel/auth/api.ts';
import { lockLimits } from '../../src/kernel/auth/lock-out.ts';
import { issueSetUpCode } from '../../src/kernel/auth/set-up.ts';
import type { InputOf } from '../../src/kernel/http/contract.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { openBrowser, type Browser } from '../support/browser-session.ts';

let town: Town;
before(async () => {
  town = await openTown();
});
after(() => town.close());

const good = 'Qing-He-3rd-bridge';

/** A person with a password, at a browser of their own that has no session yet. */
async function withPassword(
  who: Person,
  options: { oneTimeUntil?: Temporal.Instant } = {},
): Promise<Browser> {
  await town.act('system', 'system', (ctx) =>
    setPassword(ctx, town.accounts[who], { password: good, ...options }),
  );
  return openBrowser(town);
}

test('the right name and password open a session; the reply says who and where', async () => {
  const browser = await withPassword('柳支书');
  const signedIn = await browser.call(authApi.signIn, { username: '柳支书', password: good });
  assert.deepEqual(signedIn.body, { step: 'signed_in' });
  const { body } = await browser.call(authApi.getSession, {});
  assert.equal(body.session?.displayName, '柳支书');
  assert.deepEqual(
    body.session?.roles.map(({ role, orgName, to }) => [role, orgName, to]),
    [['village_secretary', '柳树村', null]],
  );
  assert.equal(body.session?.town, '清河镇');
  assert.equal(body.setUp, false);
});

test('a wrong password, an unknown name and a disabled account get the same answer and open nothing', async () => {
  const browser = await withPassword('石支书');
  const wrong = await browser.call(authApi.signIn, { username: '石支书', password: 'Wrong-password-1' });
  const unknown = await browser.call(authApi.signIn, { username: '没有这人', password: good });
  await town.act('system', 'system', async (ctx) => {
    await ctx.tx
      .updateTable('accounts')
      .set({ disabled_at: ctx.now })
      .where('id', '=', town.accounts['石支书'])
      .execute();
  });
  const disabled = await browser.call(authApi.signIn, { username: '石支书', password: good });
  assert.equal(wrong.status, 422);
  assert.equal(wrong.problem.code, 'auth.wrong_credentials');
  assert.deepEqual(unknown.problem, wrong.problem);
  assert.deepEqual(disabled.problem, wrong.problem);
  assert.equal((await browser.call(authApi.getSession, {})).body.session, null);
});

test('an account without a password cannot be entered: there is no default password', async () => {
  for (const password of ['123456', 'admin', 'password', '纪书记']) {
    const answer = await openBrowser(town).call(authApi.signIn, { username: '纪书记', password });
    assert.equal(answer.problem.code, 'auth.wrong_credentials');
  }
});

test('the fifth failure locks the account for a quarter of an hour, and the right password waits', async () => {
  const browser = await withPassword('小唐');
  for (let tries = 1; tries <= 5; tries += 1) {
    const answer = await browser.call(authApi.signIn, { username: '小唐', password: `Wrong-${tries}-word` });
    assert.equal(answer.problem.code, 'auth.wrong_credentials', `try ${tries}`);
  }
  const locked = await browser.call(authApi.signIn, { username: '小唐', password: good });
  assert.equal(locked.status, 423);
  assert.equal(locked.problem.code, 'auth.locked');
  town.setToday('2026-11-24');
  const later = await browser.call(authApi.signIn, { username: '小唐', password: good });
  assert.equal(later.status, 200);
});

test('an unknown name is locked like a known one', async () => {
  const browser = openBrowser(town);
  const tryOnce = () => browser.call(authApi.signIn, { username: '不存在', password: good });
  for (let tries = 1; tries <= 5; tries += 1)
    assert.equal((await tryOnce()).problem.code, 'auth.wrong_credentials');
  assert.equal((await tryOnce()).problem.code, 'auth.locked');
});

test('twenty guesses at the same moment are five guesses', async () => {
  await withPassword('钱会计');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      openBrowser(town).call(authApi.signIn, { username: '钱会计', password: `Guess-number-${number}` }),
    ),
  );
  const judged = answers.filter((answer) => answer.problem.code === 'auth.wrong_credentials');
  assert.equal(judged.length, lockLimits.account);
  assert.equal(answers.filter((answer) => answer.status === 423).length, 15);
});

test('failures at one address lock out nobody who has signed in from there before', async () => {
  const regular = await withPassword('监主任');
  assert.equal((await regular.call(authApi.signIn, { username: '监主任', password: good })).status, 200);
  const stranger = await withPassword('林委员');
  for (let tries = 0; tries < lockLimits.address; tries += 1) {
    await stranger.call(authApi.signIn, { username: `无名${tries}`, password: 'Wrong-password-1' });
  }
  const refused = await stranger.call(authApi.signIn, { username: '林委员', password: good });
  assert.equal(refused.status, 429);
  const again = await openBrowser(town).call(authApi.signIn, { username: '监主任', password: good });
  assert.equal(again.status, 200);
  town.setToday('2026-11-25');
  assert.equal((await stranger.call(authApi.signIn, { username: '林委员', password: good })).status, 200);
});

test('a handed-out password must be changed before anything else, and expires', async () => {
  const until = Temporal.Instant.from('2026-11-30T00:00:00Z');
  const browser = await withPassword('许干事', { oneTimeUntil: until });
  const first = await browser.call(authApi.signIn, { username: '许干事', password: good });
  assert.equal(first.body.step, 'password_change_required');
  const other = await browser.call(authApi.listSessions, {});
  assert.equal(other.status, 401);
  assert.equal(other.problem.code, 'auth.password_change_required');
  assert.deepEqual((await browser.call(authApi.getSession, {})).body.session?.permissions, []);

  const changed = await browser.call(authApi.changePassword, { current: good, next: 'Liu-shu-cun-2026' });
  assert.equal(changed.status, 200);
  assert.equal((await browser.call(authApi.getSession, {})).body.step, 'signed_in');

  await withPassword('许干事', { oneTimeUntil: Temporal.Instant.from('2026-11-20T00:00:00Z') });
  const late = await openBrowser(town).call(authApi.signIn, { username: '许干事', password: good });
  assert.equal(late.problem.code, 'auth.one_time_password_expired');
});

test('a password is refused at its field when it is short, simple, common, the own name or used before', async () => {
  const browser = await withPassword('周书记');
  await browser.call(authApi.signIn, { username: '周书记', password: good });
  const codeOf = async (next: string) =>
    (await browser.call(authApi.changePassword, { current: good, next })).problem.reasons[0];
  assert.deepEqual(
    [
      (await codeOf('Ab1-efg'))?.code,
      (await codeOf('abcdefgh12'))?.code,
      (await codeOf('Password2026!'))?.code,
      (await codeOf('周书记-Qinghe-1'))?.code,
      (await codeOf(good))?.code,
    ],
    [
      'password.too_short',
      'password.too_simple',
      'password.common',
      'password.contains_name',
      'password.used_before',
    ],
  );
  assert.equal((await codeOf('Ab1-efg'))?.field, 'next');
  const wrong = await browser.call(authApi.changePassword, { current: 'not-it', next: 'Liu-shu-cun-2026' });
  assert.equal(wrong.problem.reasons[0]?.field, 'current');
});

test('a new password ends the other sessions and keeps this one', async () => {
  const here = await withPassword('县组织部');
  const elsewhere = openBrowser(town);
  for (const browser of [here, elsewhere])
    await browser.call(authApi.signIn, { username: '县组织部', password: good });
  assert.equal((await here.call(authApi.listSessions, {})).body.sessions.length, 2);
  assert.equal(
    (await here.call(authApi.changePassword, { current: good, next: 'Liu-shu-cun-2026' })).status,
    200,
  );
  assert.equal((await elsewhere.call(authApi.listSessions, {})).status, 401);
  assert.equal((await here.call(authApi.listSessions, {})).body.sessions.length, 1);
});

test("a session can be ended from another device, but nobody else's", async () => {
  const here = await withPassword('柳党员');
  const elsewhere = openBrowser(town);
  for (const browser of [here, elsewhere])
    await browser.call(authApi.signIn, { username: '柳党员', password: good });
  const { sessions } = (await here.call(authApi.listSessions, {})).body;
  const other = sessions.find((session) => !session.current);
  assert.ok(other);
  assert.equal((await town.call('柳支书', authApi.revokeSession, { id: other.id })).status, 404);
  assert.equal((await here.call(authApi.revokeSession, { id: other.id })).status, 200);
  assert.equal((await elsewhere.call(authApi.listSessions, {})).status, 401);
});

test('a session ends after half an hour without use and after twelve hours of use', async () => {
  const browser = await withPassword('柳支书');
  town.setNow('2026-11-26T00:00:00Z');
  await browser.call(authApi.signIn, { username: '柳支书', password: good });
  for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
    town.setNow(Temporal.Instant.from('2026-11-26T00:00:00Z').add({ minutes }).toString());
    assert.equal((await browser.call(authApi.listSessions, {})).status, 200, `${minutes} minutes`);
  }
  town.setNow('2026-11-26T12:00:00Z');
  assert.equal((await browser.call(authApi.listSessions, {})).status, 401);

  await browser.call(authApi.signIn, { username: '柳支书', password: good });
  town.setNow('2026-11-26T12:31:00Z');
  assert.equal((await browser.call(authApi.listSessions, {})).status, 401);
});

test('an administrator must enrol a second factor first; a code opens once, a recovery code once', async () => {
  town.setNow('2026-11-27T01:00:00Z');
  await town.act('system', 'system', async (ctx) => {
    await ctx.tx
      .updateTable('accounts')
      .set({ totp_confirmed_at: null })
      .where('id', '=', town.accounts['系统员'])
      .execute();
  });
  const browser = await withPassword('系统员');
  const credentials = { username: '系统员', password: good };
  assert.equal((await browser.call(authApi.signIn, credentials)).body.step, 'second_factor_required');
  const { body: enrolment } = await browser.call(authApi.startTotp, {});
  assert.match(enrolment.qrSvg, /^<svg/u);
  const codeAt = (now: string) =>
    generateSync({ secret: enrolment.secret, epoch: Temporal.Instant.from(now).epochMilliseconds / 1000 });
  const wrong = await browser.call(authApi.confirmTotp, { code: '000000' });
  assert.equal(wrong.problem.code, 'auth.wrong_code');
  const { body } = await browser.call(authApi.confirmTotp, { code: codeAt('2026-11-27T01:00:00Z') });
  assert.equal(body.recoveryCodes.length, 10);
  assert.equal((await browser.call(authApi.getSession, {})).body.step, 'signed_in');

  const next = openBrowser(town);
  assert.equal((await next.call(authApi.signIn, credentials)).body.step, 'code_required');
  assert.equal((await next.call(authApi.getSession, {})).body.session, null);
  const replayed = { ...credentials, code: codeAt('2026-11-27T01:00:00Z') };
  assert.equal((await next.call(authApi.signIn, replayed)).problem.code, 'auth.wrong_code');
  town.setNow('2026-11-27T01:01:00Z');
  const fresh = { ...credentials, code: codeAt('2026-11-27T01:01:00Z') };
  assert.equal((await next.call(authApi.signIn, fresh)).body.step, 'signed_in');
  assert.equal((await openBrowser(town).call(authApi.signIn, fresh)).problem.code, 'auth.wrong_code');

  const recovery = { ...credentials, code: body.recoveryCodes[3] ?? '' };
  assert.equal((await openBrowser(town).call(authApi.signIn, recovery)).body.step, 'signed_in');
  assert.equal((await openBrowser(town).call(authApi.signIn, recovery)).problem.code, 'auth.wrong_code');
});

test('guessing codes locks the account, though each try knows the password', async () => {
  town.setNow('2026-11-27T02:00:00Z');
  const browser = openBrowser(town);
  const guess = () => browser.call(authApi.signIn, { username: '系统员', password: good, code: '123123' });
  for (let tries = 1; tries <= 5; tries += 1) assert.equal((await guess()).problem.code, 'auth.wrong_code');
  assert.equal((await guess()).problem.code, 'auth.locked');
});

test('proving the password again opens sensitive acts for ten minutes', async () => {
  const browser = await withPassword('林委员');
  town.setNow('2026-11-28T01:00:00Z');
  await browser.call(authApi.signIn, { username: '林委员', password: good });
  const wrong = await browser.call(authApi.proveAgain, { password: 'Wrong-password-1' });
  assert.equal(wrong.problem.code, 'auth.wrong_password');
  const { body } = await browser.call(authApi.proveAgain, { password: good });
  assert.equal(body.until, '2026-11-28T01:10:00Z');
});

test('language and large print are kept', async () => {
  const browser = await withPassword('林委员');
  await browser.call(authApi.signIn, { username: '林委员', password: good });
  await browser.call(authApi.setPreferences, { locale: 'en', elderMode: true });
  const { body } = await browser.call(authApi.getSession, {});
  assert.deepEqual([body.session?.locale, body.session?.elderMode], ['en', true]);
  assert.equal(
    (await browser.call(authApi.proveAgain, { password: 'x' })).problem.message,
    'The password is wrong.',
  );
});

test('nothing about passwords, codes or typed names reaches the audit log', async () => {
  const rows = await town.act('system', 'system', (ctx) =>
    ctx.tx.selectFrom('audit_events').selectAll().where('event', 'like', 'auth.%').execute(),
  );
  assert.ok(rows.some((row) => row.event === 'auth.sign_in_failed'));
  assert.ok(rows.some((row) => row.event === 'auth.password_changed'));
  const text = JSON.stringify(rows);
  for (const secret of [good, 'Liu-shu-cun', 'Wrong-password', '没有这人', '$argon2id'])
    assert.ok(!text.includes(secret));
});

test('an act of another site is refused, since it cannot send our header', async () => {
  const response = await town.app.http.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: '周书记', password: good }),
  });
  assert.equal(response.status, 403);
});

test('an empty town is set up once, by two people, against the code on the console', async () => {
  const empty = await openTown({ empty: true });
  try {
    const browser = openBrowser(empty);
    assert.equal((await browser.call(authApi.getSession, {})).body.setUp, true);
    const code = await issueSetUpCode(empty.db, Temporal.Instant.from('2026-11-23T03:00:00Z'));
    assert.ok(code);
    const input: InputOf<typeof authApi.setUpTown> = {
      code,
      townName: '中共清河镇委员会',
      username: 'guanliyuan',
      displayName: '管理员甲',
      password: good,
      securityUsername: 'anquan',
      securityDisplayName: '管理员乙',
    };
    const wrong = await browser.call(authApi.setUpTown, { ...input, code: 'wrong' });
    assert.equal(wrong.problem.code, 'set_up.wrong_code');
    const alone = await browser.call(authApi.setUpTown, { ...input, securityUsername: 'Guanliyuan' });
    assert.equal(alone.problem.code, 'set_up.two_people');
    const { status, body } = await browser.call(authApi.setUpTown, input);
    assert.equal(status, 200);
    assert.equal(body.step, 'second_factor_required');
    assert.equal((await browser.call(authApi.getSession, {})).body.setUp, false);

    const second = await openBrowser(empty).call(authApi.signIn, {
      username: 'anquan',
      password: body.security.oneTimePassword,
    });
    assert.equal(second.body.step, 'password_change_required');
    const again = await openBrowser(empty).call(authApi.setUpTown, { ...input, username: 'dritter' });
    assert.equal(again.problem.code, 'set_up.done');
    assert.equal(await issueSetUpCode(empty.db), undefined);
  } finally {
    await empty.close();
  }
});
