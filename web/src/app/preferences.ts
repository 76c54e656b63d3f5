/** Language and large print: kept on the device for the sign-in page, and with the account for every other device. */
import i18next, { changeLanguage } from 'i18next';
import { useSyncExternalStore } from 'react';
import { authApi } from '../../../src/kernel/auth/api.ts';
import type { Locale } from '../../../src/kernel/i18n/catalogue.ts';
import { call } from '../lib/client.ts';
import type { Session } from '../lib/session.ts';

export type Preferences = { locale: Locale; elderMode: boolean };

const place = 'jishi.preferences';
const watchers = new Set<() => void>();
let current: Preferences = read();

export function preferences(): Preferences {
  return current;
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(watch, preferences);
}

/** Shows the choice at once and keeps it on the device. */
export function applyPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  const page = document.documentElement;
  page.lang = current.locale;
  page.classList.toggle('elder', current.elderMode);
  if (i18next.isInitialized && i18next.language !== current.locale) void changeLanguage(current.locale);
  try {
    localStorage.setItem(place, JSON.stringify(current));
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const watcher of watchers) watcher();
}

/** The same, and tells the account. Without a connection the choice still holds on this device. */
export async function choosePreferences(
  change: Partial<Preferences>,
  session: Session | null,
): Promise<void> {
  applyPreferences(change);
  if (session) await call(authApi.setPreferences, change).catch(() => undefined);
}

function read(): Preferences {
  const standard: Preferences = { locale: 'zh-CN', elderMode: false };
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>; // written above
    return { locale: kept.locale === 'en' ? 'en' : 'zh-CN', elderMode: kept.elderMode === true };
  } catch {
    return standard;
  }
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
