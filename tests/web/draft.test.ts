/** What the staff app keeps on the device of what was typed, and what it never keeps. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { clearAllDrafts, findDraft, keepDraft, setDraftOwner } from '../../web/src/lib/draft.ts';

class Store {
  [name: string]: unknown;
  getItem(name: string) {
    return (this[name] as string | undefined) ?? null; // only setItem writes
  }
  setItem(name: string, text: string) {
    this[name] = text;
  }
  removeItem(name: string) {
    delete this[name];
  }
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'localStorage', { value: new Store(), configurable: true });
  setDraftOwner('account-1');
});

test('what was typed comes back on the same form', () => {
  keepDraft('meeting:new', { title: '主题党日', present: ['a', 'b'] });
  assert.deepEqual(findDraft('meeting:new')?.values, { title: '主题党日', present: ['a', 'b'] });
  assert.equal(findDraft('meeting:other'), undefined);
});

test('passwords, codes and ID numbers are not written to the device, at any depth', () => {
  keepDraft('x', { title: 't', password: 'p', code: '1', person: { name: '王', idNumber: '999999' } });
  const text = JSON.stringify(globalThis.localStorage);
  assert.match(text, /title/);
  assert.doesNotMatch(text, /999999|password|idNumber/);
});

test('another account on the same computer does not see it', () => {
  keepDraft('x', { title: 't' });
  setDraftOwner('account-2');
  assert.equal(findDraft('x'), undefined);
});

test('signing out leaves nothing behind, for no account', () => {
  keepDraft('x', { title: 't' });
  setDraftOwner('account-2');
  keepDraft('x', { title: 'u' });
  clearAllDrafts();
  assert.equal(findDraft('x'), undefined);
  setDraftOwner('account-1');
  assert.equal(findDraft('x'), undefined);
});

test('after a week it is thrown away', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 10, 1) });
  keepDraft('x', { title: 't' });
  t.mock.timers.setTime(Date.UTC(2026, 10, 8, 1));
  assert.equal(findDraft('x'), undefined);
});
