/** The pure parts of the staff app's client: addresses, submit keys, dates. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authApi } from '../../src/kernel/auth/api.ts';
import { dayShort, dayWithWeekday, momentText } from '../../web/src/lib/days.ts';
import { randomUuid, submitKeys } from '../../web/src/lib/idempotency.ts';
import { hrefOf, requestParts, uploadBody } from '../../web/src/lib/request.ts';

const list = { ...authApi.listSessions, path: '/api/branches/:branch/members' };

test('path parameters are filled and escaped, the rest becomes the query, empty ones are left out', () => {
  assert.equal(
    hrefOf(list, { branch: 'a/b', q: '王 小河', page: 2, state: undefined, kind: '' }),
    '/api/branches/a%2Fb/members?q=%E7%8E%8B+%E5%B0%8F%E6%B2%B3&page=2',
  );
});

test('what an act does not need in its path goes to its body', () => {
  const { address, rest } = requestParts(authApi.changePassword, { current: 'old', next: 'new' });
  assert.equal(address, '/api/account/password');
  assert.deepEqual(rest, { current: 'old', next: 'new' });
});

test('a missing path parameter is a fault of the page, not a request', () => {
  assert.throws(() => hrefOf(list, {}), /needs branch/);
});

test('an upload carries its fields as JSON beside the file', () => {
  const body = uploadBody({ day: '2026-11-23', tags: ['a'] }, new File(['x'], '名册.xlsx'));
  assert.deepEqual(JSON.parse(body.get('fields') as string), { day: '2026-11-23', tags: ['a'] });
  assert.equal((body.get('file') as File).name, '名册.xlsx'); // put in above
});

test('pressing submit again after a lost answer repeats the key; after an answer or a change it is a new one', () => {
  const keys = submitKeys();
  const first = keys.keyFor({ a: 1 });
  assert.equal(keys.keyFor({ a: 1 }), first);
  const changed = keys.keyFor({ a: 2 });
  assert.notEqual(changed, first);
  keys.answered();
  assert.notEqual(keys.keyFor({ a: 2 }), changed);
});

test('keys are version 4 UUIDs, as the server demands', () => {
  for (let round = 0; round < 200; round++)
    assert.match(randomUuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('dates stand in Chinese order with the weekday, moments in China’s time', () => {
  assert.equal(dayWithWeekday('2026-11-23', 'zh-CN'), '2026年11月23日 星期一');
  assert.equal(dayWithWeekday('2026-11-23', 'en'), 'Monday, 23 November 2026');
  assert.equal(dayShort('2024-02-29', 'zh-CN'), '2024年2月29日');
  assert.equal(momentText('2026-11-23T16:30:00Z', 'zh-CN'), '2026年11月24日 00:30');
});
