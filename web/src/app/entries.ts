/** Which features somebody sees, and where: at most seven in the menu, four in the bar of a phone. */
import { mayDo, type Session } from '../lib/session.ts';
import { features, type Feature } from './features.ts';

const menuPlaces = 7;
const barPlaces = 4;

/** All that the menu may show, in the order of the table. */
export function entriesFor(session: Session): Feature[] {
  return features.filter(
    (feature) => (feature.place ?? 'menu') === 'menu' && mayDo(session, feature.permission),
  );
}

export function bellFor(session: Session): Feature | undefined {
  return features.find((feature) => feature.place === 'bell' && mayDo(session, feature.permission));
}

/** The entries shown at once; `more` when others wait behind the last place. */
export function placed(entries: Feature[], device: { narrow: boolean }): { shown: Feature[]; more: boolean } {
  if (device.narrow) return { shown: entries.slice(0, barPlaces), more: entries.length > barPlaces };
  const fits = entries.length <= menuPlaces;
  return { shown: fits ? entries : entries.slice(0, menuPlaces - 1), more: !fits };
}
