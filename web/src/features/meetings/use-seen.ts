/** The version that whoever fills a form has seen: what others change meanwhile is shown, never overwritten unseen. */
import { useState } from 'react';

/** The version at the first sight of the form, and a setter for after the own act. */
export function useSeen(record: { version: number }): [number, (reply: { version: number }) => void] {
  const [seen, setSeen] = useState(record.version);
  return [seen, ({ version }) => setSeen(version)];
}
