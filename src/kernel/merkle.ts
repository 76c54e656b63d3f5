/**
 * Append-only log as a Merkle tree (RFC 6962 section 2.1, SHA-256). Trees are lists of leaf hashes, 32 bytes each;
 * proofs are lists of node hashes. A verifier needs only this file and `canonical-json.ts`.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { Refusal } from './refusal.ts';

export type Hash = Uint8Array;

/** What is printed and handed out: whose log, how many leaves, the root over them. */
export type Checkpoint = { origin: string; size: number; root: Hash };

const saltBytes = 32;

/**
 * Hash of one salted leaf: what was published is bound, and after its salt is destroyed nothing can be guessed from the
 * hash. `salt` is exactly 32 random bytes; `content` is anything that JSON can say.
 */
export function leafHash(salt: Uint8Array, content: unknown): Hash {
  if (salt.length !== saltBytes) throw new RangeError(`a salt has ${saltBytes} bytes`);
  return hashLeaf(Buffer.concat([salt, Buffer.from(canonicalJson(content))]));
}

/** RFC 6962 leaf hash: SHA-256(0x00 ‖ data). */
export function hashLeaf(data: Uint8Array): Hash {
  return createHash('sha256').update('\x00').update(data).digest();
}

/** Root over leaf hashes; the root of no leaves is the hash of nothing. */
export function rootOf(leaves: readonly Hash[]): Hash {
  return leaves.length === 0 ? createHash('sha256').digest() : rootOfRange(leaves, 0, leaves.length);
}

/**
 * Roots of the complete subtrees of a tree, largest first. Their sizes are the powers of two that add up to the tree's
 * size, so a tree of n leaves has at most log₂ n + 1 of them, and they are all that its growth depends on.
 */
export type Peaks = readonly Hash[];

/** The peaks after one more leaf; `size` is the number of leaves before it. */
export function grownPeaks(peaks: Peaks, size: number, leaf: Hash): Hash[] {
  const grown = [...peaks];
  let right = leaf;
  for (let whole = size; isOdd(whole); whole = half(whole)) {
    const left = grown.pop();
    if (!left) throw new RangeError('fewer peaks than the size asks for');
    right = hashNode(left, right);
  }
  return [...grown, right];
}

/** Root of the tree with these peaks: its largest complete subtree beside the tree of the rest. */
export function rootOfPeaks(peaks: Peaks): Hash {
  return peaks.length === 0 ? rootOf([]) : peaks.reduceRight((right, left) => hashNode(left, right));
}

/** Path that shows the leaf at `index` lies in the tree of all `leaves`; lowest sibling first. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError('no such leaf');
  return pathTo(leaves, index, 0, leaves.length);
}

/** True when `proof` shows that `leaf` is number `index` of the tree with `size` leaves and `root`. */
export function verifyInclusion(claim: {
  leaf: Hash;
  index: number;
  size: number;
  root: Hash;
  proof: readonly Hash[];
}): boolean {
  const { leaf, index, size, root, proof } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  // RFC 9162 section 2.1.3.2.
  let at = index;
  let last = size - 1;
  let reached = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      reached = hashNode(sibling, reached);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else {
      reached = hashNode(reached, sibling);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && isSame(reached, root);
}

/** Nodes that show the tree of the first `size` leaves is the beginning of the tree of all `leaves`. */
export function consistencyProof(leaves: readonly Hash[], size: number): Hash[] {
  if (!Number.isSafeInteger(size) || size < 1 || size > leaves.length)
    throw new RangeError('no such earlier tree');
  return subproof(leaves, size, 0, leaves.length, true);
}

/** True when `proof` shows that the later tree only added leaves to the earlier one. */
export function verifyConsistency(
  earlier: { size: number; root: Hash },
  later: { size: number; root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!isCount(earlier.size) || !isCount(later.size) || earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && isSame(earlier.root, later.root);
  // Every log begins with the empty one.
  if (earlier.size === 0) return proof.length === 0 && isSame(earlier.root, rootOf([]));
  // RFC 9162 section 2.1.4.2.
  let at = earlier.size - 1;
  let last = later.size - 1;
  while (isOdd(at)) {
    at = half(at);
    last = half(last);
  }
  const path = at === 0 ? [earlier.root, ...proof] : [...proof];
  const [first, ...rest] = path;
  if (!first) return false;
  let old = first;
  let now = first;
  for (const node of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      old = hashNode(node, old);
      now = hashNode(node, now);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else {
      now = hashNode(now, node);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && isSame(old, earlier.root) && isSame(now, later.root);
}

/** Three lines: origin, size, root in base64; the body of a C2SP tlog checkpoint. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (origin === '' || /[\r\n]/u.test(origin)) throw new RangeError('an origin is one line');
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** Reads exactly what `checkpointText` writes, line ends of Windows forgiven. Refuses `log.checkpoint_malformed` otherwise. */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin, digits, encoded] =
    /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n?$/u.exec(text.replaceAll('\r\n', '\n')) ?? [];
  const root = Buffer.from(encoded ?? '', 'base64');
  if (origin === undefined || digits === undefined || root.toString('base64') !== encoded) {
    throw new Refusal('log.checkpoint_malformed', { remedy: 'log.copy_three_lines' });
  }
  return { origin, size: Number(digits), root };
}

function hashNode(left: Hash, right: Hash): Hash {
  return createHash('sha256').update('\x01').update(left).update(right).digest();
}

function rootOfRange(leaves: readonly Hash[], from: number, to: number): Hash {
  const [only] = leaves.slice(from, from + 1);
  if (to - from === 1 && only) return only;
  const split = from + splitOf(to - from);
  return hashNode(rootOfRange(leaves, from, split), rootOfRange(leaves, split, to));
}

function pathTo(leaves: readonly Hash[], index: number, from: number, to: number): Hash[] {
  if (to - from === 1) return [];
  const split = from + splitOf(to - from);
  return index < split
    ? [...pathTo(leaves, index, from, split), rootOfRange(leaves, split, to)]
    : [...pathTo(leaves, index, split, to), rootOfRange(leaves, from, split)];
}

/** RFC 6962 SUBPROOF; `whole` is true while the earlier tree's own root is the node in question. */
function subproof(leaves: readonly Hash[], size: number, from: number, to: number, whole: boolean): Hash[] {
  if (size === to) return whole ? [] : [rootOfRange(leaves, from, to)];
  const split = from + splitOf(to - from);
  return size <= split
    ? [...subproof(leaves, size, from, split, whole), rootOfRange(leaves, split, to)]
    : [...subproof(leaves, size, split, to, false), rootOfRange(leaves, from, split)];
}

/** Largest power of two below `count`. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

// Shifts would cut sizes to 32 bits.
function half(value: number): number {
  return Math.floor(value / 2);
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isSame(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0;
}
