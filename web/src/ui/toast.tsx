/** Short word after an act that went well, said aloud to screen readers; gone after some seconds. */
import { useSyncExternalStore } from 'react';
import { Icon } from './icon.tsx';

type Said = { id: number; text: string };

const shownMs = 6000;
let said: Said[] = [];
let nextId = 1;
const watchers = new Set<() => void>();

/** Says one sentence, such as “Saved”. Refusals never go here: they stay beside what was refused. */
export function say(text: string): void {
  const one = { id: nextId++, text };
  change([...said.slice(-2), one]);
  setTimeout(() => change(said.filter((other) => other.id !== one.id)), shownMs);
}

/** The place where it is said; once in the app. */
export function Toasts() {
  const list = useSyncExternalStore(watch, () => said);
  return (
    <output className="toasts">
      {list.map((one) => (
        <span key={one.id}>
          <Icon name="check" />
          {one.text}
        </span>
      ))}
    </output>
  );
}

function change(next: Said[]): void {
  said = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
