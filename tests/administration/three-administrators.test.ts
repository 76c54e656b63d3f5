import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { setPassword } from '../../src/kernel/auth/account.ts';
import { authApi } from '../../src/kernel/auth/api.ts';
import { sealPending } from '../../src/kernel/audit/seal.ts';
import { record } from '../../src/kernel/audit/record.ts';
import { administrationApi } from '../../src/modules/administration/api.ts';
import { openBrowser } from '../support/browser-session.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

let town: Town;
before(async () => {
  town = await openTown();
});
after(() => town.close());

const api = administrationApi;

async function versionOf(who: Person): Promise<number> {
  const { version } = await town.owner
    .selectFrom('accounts')
    .select('version')
    .where('id', '=', town.accounts[who])
    .executeTakeFirstOrThrow();
  return version;
}

async function ofAccount(who: Person): Promise<{ id: string; version: number }> {
  return { id: town.accounts[who], version: await versionOf(who) };
}

function grant(who: Person, role: string, at: keyof Town['orgs'], more: { from?: string; to?: string } = {}) {
  const input = {
    accountId: town.accounts[who],
    role,
    orgId: town.orgs[at].id,
    from: '2026-11-23',
    reason: '换届',
  };
  return town.call('安全员', api.grantRole, { ...input, ...more });
}

test('a new account gets a one-time password, no role, and signs in only to change it', async () => {
  const created = await town.call('系统员', api.createAccount, {
    username: 'zhaoxiaohe',
    displayName: '赵小禾',
  });
  assert.equal(created.status, 200);
  const browser = openBrowser(town);
  const signedIn = await browser.call(authApi.signIn, {
    username: 'ZhaoXiaoHe',
    password: created.body.oneTimePassword,
  });
  assert.equal(signedIn.body.step, 'password_change_required');
  await browser.call(authApi.changePassword, {
    current: created.body.oneTimePassword,
    next: 'Shi-qiao-cun-77',
  });
  const { body } = await browser.call(authApi.getSession, {});
  assert.deepEqual([body.step, body.session?.roles, body.session?.permissions], ['signed_in', [], []]);
});

test('creating an account under an existing name changes nothing of that account', async () => {
  const before = await town.owner
    .selectFrom('accounts')
    .selectAll()
    .where('username', '=', '周书记')
    .execute();
  const answer = await town.call('系统员', api.createAccount, { username: '周书记', displayName: '冒名' });
  assert.equal(answer.status, 409);
  assert.equal(answer.problem.reasons[0]?.field, 'username');
  const now = await town.owner.selectFrom('accounts').selectAll().where('username', '=', '周书记').execute();
  assert.deepEqual(now, before);
});

test('a one-time password is kept nowhere, not even for a repeated submit', async () => {
  const key = '0197a000-0000-4000-8000-000000000001';
  const input = { username: 'qian', displayName: '钱多' };
  const first = await town.call('系统员', api.createAccount, input, { key });
  assert.equal(first.status, 200);
  assert.equal(
    (await town.call('系统员', api.createAccount, input, { key })).problem.code,
    'accounts.username_taken',
  );
  const kept = await town.owner.selectFrom('idempotent_replies').selectAll().execute();
  assert.ok(!JSON.stringify(kept).includes(first.body.oneTimePassword));
});

test('a reset ends the sessions and lets nobody into an account with a second factor', async () => {
  assert.equal((await town.call('审计员', authApi.listSessions, {})).status, 200);
  const reset = await town.call('系统员', api.resetPassword, {
    ...(await ofAccount('审计员')),
    reason: '本人忘记',
  });
  assert.equal(reset.status, 200);
  assert.equal((await town.call('审计员', authApi.listSessions, {})).status, 401);
  const answer = await openBrowser(town).call(authApi.signIn, {
    username: '审计员',
    password: reset.body.oneTimePassword,
  });
  assert.equal(answer.body.step, 'code_required');
  const factor = { id: town.accounts['审计员'], reason: '试试' };
  assert.equal((await town.call('系统员', api.resetSecondFactor, factor)).status, 403);
  // What the auditor would do at the next sign-in.
  await town.act('system', 'system', (ctx) =>
    setPassword(ctx, town.accounts['审计员'], { password: 'Shi-qiao-cun-78' }),
  );
  town.setToday('2026-11-23'); // everybody signs in anew
});

test('a stale version is refused, and nothing is written', async () => {
  const { id, version } = await ofAccount('小唐');
  const stale = { id, version: version - 1, reason: '离任' };
  const { problem } = await town.call('系统员', api.disableAccount, stale);
  assert.equal(problem.code, 'stale');
  assert.deepEqual(problem.both, { yours: {}, theirs: { version } }, 'what stands now can be chosen over');
  assert.equal(await versionOf('小唐'), version);
});

test('a disabled account is out at once and comes back as it was', async () => {
  assert.equal((await town.call('钱会计', authApi.listSessions, {})).status, 200);
  await town.call('系统员', api.disableAccount, { ...(await ofAccount('钱会计')), reason: '借调' });
  assert.equal((await town.call('钱会计', authApi.listSessions, {})).status, 401);
  await town.call('系统员', api.enableAccount, { ...(await ofAccount('钱会计')), reason: '返岗' });
  town.setToday('2026-11-23');
  assert.equal((await town.call('钱会计', authApi.listSessions, {})).status, 200);
});

test('nobody disables their own account or the last security administrator', async () => {
  const own = await town.call('系统员', api.disableAccount, {
    ...(await ofAccount('系统员')),
    reason: '试试',
  });
  assert.equal(own.problem.code, 'accounts.own_account');
  const last = await town.call('系统员', api.disableAccount, {
    ...(await ofAccount('安全员')),
    reason: '试试',
  });
  assert.equal(last.problem.code, 'accounts.last_administrator');
});

test('whoever also serves at the county is kept by the county', async () => {
  const answer = await town.call('系统员', api.resetPassword, {
    ...(await ofAccount('县组织部')),
    reason: '试试',
  });
  assert.equal(answer.status, 404);
  const { rows } = (await town.call('系统员', api.listAccounts, { q: '县组织部' })).body;
  assert.deepEqual(rows, []);
});

test('an account that wrong tries locked is listed as locked, and the system administrator opens it', async () => {
  const browser = openBrowser(town);
  for (let tries = 0; tries < 5; tries += 1)
    await browser.call(authApi.signIn, { username: '监主任', password: 'Wrong-password-1' });
  const { rows } = (await town.call('系统员', api.listAccounts, { state: 'locked' })).body;
  assert.deepEqual(
    rows.map((row) => row.displayName),
    ['监主任'],
  );
  assert.equal((await town.call('系统员', api.unlockAccount, await ofAccount('监主任'))).status, 200);
  assert.deepEqual((await town.call('系统员', api.listAccounts, { state: 'locked' })).body.rows, []);
});

test('a role counts from its first day to its last', async () => {
  const given = await grant('小唐', 'village_secretary', '石桥村', { from: '2026-12-01', to: '2026-12-10' });
  assert.equal(given.status, 200);
  const rolesOn = async (day: string) => {
    town.setToday(day);
    const { body } = await town.call('小唐', authApi.getSession, {});
    return body.session?.roles.map((held) => held.role);
  };
  assert.deepEqual(await rolesOn('2026-11-30'), ['graduate_village_official']);
  assert.equal((await rolesOn('2026-12-01'))?.includes('village_secretary'), true);
  assert.equal((await rolesOn('2026-12-10'))?.includes('village_secretary'), true);
  assert.deepEqual(await rolesOn('2026-12-11'), ['graduate_village_official']);
  town.setToday('2026-11-23');
});

test('only the security administrator gives roles, and not to themselves', async () => {
  const input = {
    accountId: town.accounts['小唐'],
    role: 'town_secretary',
    orgId: town.orgs['清河镇'].id,
    from: '2026-11-23',
    reason: '试试',
  };
  for (const who of ['周书记', '林委员', '柳支书', '系统员', '审计员', '小唐'] as const)
    assert.equal((await town.call(who, api.grantRole, input)).status, 403, who);
  assert.equal((await town.call(null, api.grantRole, input)).status, 401);
  assert.equal((await grant('安全员', 'town_secretary', '清河镇')).problem.code, 'rights.own_account');
});

test('a role is refused at the wrong kind of organization, outside the scope, in the past and twice', async () => {
  assert.equal((await grant('小唐', 'town_secretary', '柳树村')).problem.code, 'rights.not_at_this_kind');
  assert.equal((await grant('小唐', 'county_officer', '青江县委')).problem.code, 'permission.elsewhere');
  const past = await grant('小唐', 'village_secretary', '东沟村', { from: '2026-11-22' });
  assert.equal(past.problem.code, 'rights.not_before_today');
  assert.equal(past.problem.reasons[0]?.possibleFrom, '2026-11-23');
  assert.equal((await grant('柳支书', 'village_secretary', '柳树村')).problem.code, 'rights.held_already');
  assert.equal((await grant('小唐', 'emperor', '清河镇')).problem.code, 'rights.unknown_role');
});

test('the three administrators are never one hand, in whatever order and period', async () => {
  const refused = await grant('系统员', 'audit_administrator', '清河镇', { from: '2027-01-01' });
  assert.equal(refused.problem.code, 'rights.excluded');
  assert.equal(refused.problem.message, '“审计管理员”与“系统管理员”不能由同一个人担任。');
  const both = await Promise.all([
    grant('许干事', 'system_administrator', '清河镇'),
    grant('许干事', 'audit_administrator', '清河镇'),
  ]);
  assert.deepEqual(
    both.map((answer) => answer.status).toSorted((a, b) => a - b),
    [200, 422],
    'two grants at one moment',
  );
});

test('a role granted today demands its second factor at the next click', async () => {
  assert.equal((await town.call('纪书记', authApi.listSessions, {})).status, 200);
  assert.equal((await grant('纪书记', 'system_administrator', '清河镇')).status, 200);
  const answer = await town.call('纪书记', authApi.listSessions, {});
  assert.equal(answer.problem.code, 'auth.second_factor_required');
});

test('a grant ends yesterday at the earliest, not twice, and not the last administrator’s', async () => {
  const given = await grant('柳党员', 'village_supervisor', '柳树村');
  const end = (lastDay: string) =>
    town.call('安全员', api.endGrant, { id: given.body.id, lastDay, reason: '调整' });
  assert.equal((await end('2026-11-01')).problem.code, 'rights.not_before_today');
  assert.equal((await end('2026-11-30')).status, 200);
  assert.equal((await end('2026-12-30')).problem.code, 'rights.ended_already');
  assert.equal((await end('2026-11-22')).status, 200, 'it never began');
  assert.equal((await end('2026-11-22')).status, 404);

  const { rows } = (await town.call('安全员', api.listGrants, { role: 'audit_administrator', q: '审计员' }))
    .body;
  const [only] = rows;
  assert.ok(only);
  await sql`delete from role_grants where role = 'audit_administrator' and id <> ${only.id}`.execute(
    town.owner,
  );
  const last = await town.call('安全员', api.endGrant, {
    id: only.id,
    lastDay: '2026-11-23',
    reason: '调整',
  });
  assert.equal(last.problem.code, 'accounts.last_administrator');
});

test('the permission table is shown whole', async () => {
  const { body } = await town.call('安全员', api.getMatrix, {});
  const { permissions } = town.app.services.permissions;
  assert.equal(body.permissions.length, Object.keys(permissions).length);
  for (const row of body.permissions) assert.deepEqual(row.roles, permissions[row.key]);
});

test('the age of passwords is a setting, off until it is set, and then asks for a change', async () => {
  assert.equal((await town.call('安全员', api.getSignInRule, {})).body.passwordDays, null);
  const rule = { passwordDays: 90, source: '测评要求', reason: '等保整改' };
  for (const passwordDays of [60, 90])
    assert.equal((await town.call('安全员', api.setSignInRule, { ...rule, passwordDays })).status, 200);
  assert.equal((await town.call('安全员', api.getSignInRule, {})).body.passwordDays, 90);
  const created = await town.call('系统员', api.createAccount, { username: 'sunli', displayName: '孙立' });
  const browser = openBrowser(town);
  const current = created.body.oneTimePassword;
  await browser.call(authApi.signIn, { username: 'sunli', password: current });
  await browser.call(authApi.changePassword, { current, next: 'Shi-qiao-cun-77' });
  const stepOn = async (day: string) => {
    town.setToday(day);
    const answer = await openBrowser(town).call(authApi.signIn, {
      username: 'sunli',
      password: 'Shi-qiao-cun-77',
    });
    return answer.body.step;
  };
  assert.equal(await stepOn('2027-02-20'), 'signed_in');
  assert.equal(await stepOn('2027-02-21'), 'password_change_required');
  town.setToday('2026-11-23');
});

test('the audit administrator sees what happened, but not what business records contain', async () => {
  await town.act('林委员', 'members.read', (ctx) =>
    record(ctx, {
      event: 'members.changed',
      org: town.orgs['柳树村'],
      before: { education: '高中' },
      after: { education: '大专' },
      reason: '本人交来毕业证',
    }),
  );
  const { rows } = (await town.call('审计员', api.listAuditEvents, { event: 'members.changed' })).body;
  const [row] = rows;
  assert.deepEqual(
    [row?.actorName, row?.fields, row?.values, row?.reason],
    ['林委员', ['education'], null, null],
  );
  const granted = (await town.call('审计员', api.listAuditEvents, { event: 'rights.granted' })).body.rows[0];
  assert.equal(granted?.actorName, '安全员');
  assert.ok(granted?.values);
});

test('the audit log turns pages without losing or repeating an event, and its export is recorded', async () => {
  await town.act('周书记', 'disclosure.read', async (ctx) => {
    for (let number = 0; number < 45; number += 1)
      await record(ctx, { event: 'test.page', org: town.orgs['石桥村'], after: { number } });
  });
  const seen: string[] = [];
  let next: string | null | undefined;
  do {
    const input = { event: 'test.page', ...(next && { after: next }) };
    const { body } = await town.call('审计员', api.listAuditEvents, input);
    seen.push(...body.rows.map((row) => row.id));
    next = body.next;
  } while (next);
  assert.equal(seen.length, 45);
  assert.equal(new Set(seen).size, 45);

  const sheet = await town.call('审计员', api.exportAuditEvents, { event: 'test.page' });
  assert.equal(sheet.status, 200);
  const exported = (await town.call('审计员', api.listAuditEvents, { event: 'audit.exported' })).body.rows[0];
  assert.deepEqual(exported?.values?.after, { event: 'test.page', events: 45 });
});

test('the newest seal is shown for printing', async () => {
  const [seal] = await sealPending(town.owner);
  assert.ok(seal);
  const { body } = await town.call('审计员', api.getSeal, {});
  assert.deepEqual([body.seal?.no, body.seal?.root], [seal.no, Buffer.from(seal.root).toString('base64')]);
});
