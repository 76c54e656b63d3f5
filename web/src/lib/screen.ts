/** Facts of the device that the layout follows. */
import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 639.98px)');

/** True below 640 px: cards instead of tables, a bar at the bottom instead of a menu at the side. */
export function useNarrow(): boolean {
  return useSyncExternalStore(onNarrow, () => narrow.matches);
}

/** False while the device says it has no network at all. */
export function useOnline(): boolean {
  return useSyncExternalStore(onNetwork, () => navigator.onLine);
}

function onNarrow(changed: () => void): () => void {
  // Old WebKit knows only addListener, which is why the result of `addEventListener` is optional here.
  narrow.addEventListener?.('change', changed);
  return () => narrow.removeEventListener?.('change', changed);
}

function onNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
