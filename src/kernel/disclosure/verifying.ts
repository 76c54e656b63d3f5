/** Checks a log or a proof without the server: what was changed, removed, moved or begun anew, and where. Pure. */
import {
  grownPeaks,
  leafHash,
  rootOf,
  rootOfPeaks,
  verifyInclusion,
  type Checkpoint,
  type Hash,
  type Peaks,
} from '../merkle.ts';
import type { LogExport, NoticeProof } from './exporting.ts';
import { hashOfLeaf } from './leaf.ts';

/**
 * `gap`: a leaf is missing or stands elsewhere; `changed`: a leaf no longer gives the root printed with it; `size`, `head`:
 * the end of the log is not what it says; `fork`: another log than the one whose checkpoint was kept; `not_included`,
 * `content`: a proof that does not hold.
 */
export type LogFault = {
  code: 'gap' | 'changed' | 'size' | 'head' | 'fork' | 'not_included' | 'content';
  /** The leaf at fault, from 0. */
  index: number;
  notice: string;
};

/** The first broken leaf of a log and what its end and a kept checkpoint say; empty when the log is sound. */
export function faultsOfLog(log: LogExport, kept: readonly Checkpoint[] = []): LogFault[] {
  const roots: string[] = [];
  const grow = growingRoot();
  for (const [index, { root, ...leaf }] of log.leaves.entries()) {
    if (leaf.index !== index) return [{ code: 'gap', index, notice: leaf.code }];
    const reached = hexOf(grow(hashOfLeaf(leaf)));
    if (reached !== root) return [{ code: 'changed', index, notice: leaf.code }];
    roots.push(reached);
  }
  const faults: LogFault[] = [];
  const last = log.leaves.at(-1);
  const at = { index: Math.max(0, roots.length - 1), notice: last?.code ?? '' };
  if (log.size !== roots.length) faults.push({ code: 'size', ...at });
  if (log.root !== (roots.at(-1) ?? hexOf(rootOf([])))) faults.push({ code: 'head', ...at });
  for (const checkpoint of kept) {
    if (checkpoint.size === 0) continue;
    const root = roots[checkpoint.size - 1];
    const notice = log.leaves[checkpoint.size - 1]?.code ?? '';
    // A log that is shorter than it once was has lost its end.
    if (root === undefined || root !== hexOf(checkpoint.root))
      faults.push({ code: 'fork', index: checkpoint.size - 1, notice });
  }
  return faults;
}

/** Whether a notice's proof holds: every leaf lies in the tree, and the text is the one that was published. */
export function faultsOfProof(proof: NoticeProof, kept: readonly Checkpoint[] = []): LogFault[] {
  const faults: LogFault[] = [];
  const root = Buffer.from(proof.root, 'hex');
  for (const { path, ...leaf } of proof.leaves) {
    const included = verifyInclusion({
      leaf: hashOfLeaf(leaf),
      index: leaf.index,
      size: proof.size,
      root,
      proof: path.map((hash) => Buffer.from(hash, 'hex')),
    });
    if (!included) faults.push({ code: 'not_included', index: leaf.index, notice: leaf.code });
  }
  const published = proof.leaves.find((leaf) => leaf.event === 'published');
  if (proof.content && published) {
    const given = proof.salt && hexOf(leafHash(Buffer.from(proof.salt, 'hex'), proof.content));
    if (given !== published.contentHash)
      faults.push({ code: 'content', index: published.index, notice: published.code });
  }
  for (const checkpoint of kept) {
    if (checkpoint.size === proof.size && hexOf(checkpoint.root) !== proof.root)
      faults.push({ code: 'fork', index: proof.size - 1, notice: published?.code ?? '' });
  }
  return faults;
}

/** Root after each leaf in logarithmic time. */
function growingRoot(): (leaf: Hash) => Hash {
  let peaks: Peaks = [];
  let size = 0;
  return (leaf) => {
    peaks = grownPeaks(peaks, size, leaf);
    size += 1;
    return rootOfPeaks(peaks);
  };
}

function hexOf(hash: Hash): string {
  return Buffer.from(hash).toString('hex');
}
