/** One entry of the public log and its hash; all that a verifier needs beside the tree. */
import { canonicalJson } from '../canonical-json.ts';
import { hashLeaf, type Hash } from '../merkle.ts';

export type LogEvent = 'published' | 'corrected' | 'ended';

/** What a leaf says; `contentHash` is salted, so it tells nothing of the content once the salt is gone. Hex. */
export type Leaf = { index: number; code: string; event: LogEvent; at: string; contentHash: string };

/** The hash of a leaf in the tree: over its canonical JSON. */
export function hashOfLeaf({ index, code, event, at, contentHash }: Leaf): Hash {
  return hashLeaf(Buffer.from(canonicalJson({ index, code, event, at, contentHash })));
}
