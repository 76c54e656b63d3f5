/**
 * Keeps what was typed on this device, one entry for each account and form, until it is sent.
 * Never passwords, codes or ID numbers; thrown away after a week, and all at once on signing out.
 */
const prefix = 'jishi.draft.';
const lifeMs = 7 * 24 * 60 * 60 * 1000;
const neverKept = /password|passwd|secret|totp|^code$|id_?(number|no|card)|identity/i;

export type Draft = { savedAt: number; values: Record<string, unknown> };

let owner = 'nobody';

/** Whose drafts are read and written from now on. */
export function setDraftOwner(accountId: string | undefined): void {
  owner = accountId ?? 'nobody';
}

export function findDraft(form: string): Draft | undefined {
  const text = read(nameOf(form));
  if (!text) return undefined;
  const draft = JSON.parse(text) as Draft; // written below, nobody else uses the prefix
  if (Date.now() - draft.savedAt <= lifeMs) return draft;
  clearDraft(form);
  return undefined;
}

export function keepDraft(form: string, values: Record<string, unknown>): void {
  const draft: Draft = { savedAt: Date.now(), values: withoutSecrets(values) };
  try {
    localStorage.setItem(nameOf(form), JSON.stringify(draft));
  } catch {
    // A full or forbidden store must not stop anybody from typing.
  }
}

export function clearDraft(form: string): void {
  remove(nameOf(form));
}

/** Throws away every draft on this device: the next person at a shared computer must not find them. */
export function clearAllDrafts(): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    for (const name of names) remove(name);
  } catch {
    // No store, no drafts.
  }
}

/** The values without the fields that are never kept, at any depth. */
export function withoutSecrets(values: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(values), (name, value: unknown) =>
    name !== '' && neverKept.test(name) ? undefined : value,
  ) as Record<string, unknown>; // an object in, an object out
}

function nameOf(form: string): string {
  return `${prefix}${owner}.${form}`;
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remove(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}
