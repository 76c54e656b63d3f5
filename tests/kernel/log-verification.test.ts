import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LogExport, NoticeProof } from '../../src/kernel/disclosure/exporting.ts';
import { proofPath } from '../../src/kernel/disclosure/exporting.ts';
import { hashOfLeaf, type Leaf } from '../../src/kernel/disclosure/leaf.ts';
import { faultsOfLog, faultsOfProof } from '../../src/kernel/disclosure/verifying.ts';
import { leafHash, rootOf, type Checkpoint } from '../../src/kernel/merkle.ts';

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
const salt = Buffer.alloc(32, 7);
const textOf = (index: number) => ({
  title: `第 ${index} 号`,
  content: { blocks: [{ kind: 'paragraph' as const, text: `内容 ${index}` }] },
});

function leavesOf(count: number): Leaf[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    code: `CODE${String(index).padStart(4, '2')}`,
    event: 'published' as const,
    at: '2026-11-23T04:00:00.000000Z',
    contentHash: hex(leafHash(salt, textOf(index))),
  }));
}

function exported(leaves: Leaf[]): LogExport {
  const hashes = leaves.map(hashOfLeaf);
  return {
    origin: 'qinghe.example',
    size: leaves.length,
    root: hex(rootOf(hashes)),
    leaves: leaves.map((leaf, index) => ({ ...leaf, root: hex(rootOf(hashes.slice(0, index + 1))) })),
  };
}

const checkpointOf = (log: LogExport, size: number): Checkpoint => ({
  origin: log.origin,
  size,
  root: Buffer.from(log.leaves[size - 1]?.root ?? '', 'hex'),
});

describe('checking the log from its export', () => {
  const log = exported(leavesOf(9));
  const kept = [checkpointOf(log, 5)];

  it('finds nothing wrong with a sound log of any size', () => {
    for (let size = 0; size <= 40; size += 1) assert.deepEqual(faultsOfLog(exported(leavesOf(size))), []);
  });

  it('names the leaf that was edited', () => {
    const leaves = log.leaves.map((leaf) =>
      leaf.index === 3 ? { ...leaf, contentHash: '0'.repeat(64) } : leaf,
    );
    assert.deepEqual(faultsOfLog({ ...log, leaves }), [{ code: 'changed', index: 3, notice: 'CODE2223' }]);
  });

  it('names the place where a leaf was taken out', () => {
    const leaves = log.leaves.filter((leaf) => leaf.index !== 4);
    assert.equal(faultsOfLog({ ...log, leaves })[0]?.code, 'gap');
    const renumbered = leaves.map((leaf, index) => ({ ...leaf, index }));
    assert.deepEqual(faultsOfLog({ ...log, leaves: renumbered })[0], {
      code: 'changed',
      index: 4,
      notice: 'CODE2225',
    });
  });

  it('names the first of two that changed places', () => {
    const leaves = [...log.leaves];
    [leaves[2], leaves[6]] = [log.leaves[6], log.leaves[2]] as [(typeof leaves)[0], (typeof leaves)[0]];
    assert.equal(faultsOfLog({ ...log, leaves })[0]?.index, 2);
  });

  it('sees that the end was cut off, by the size and by a kept checkpoint', () => {
    const leaves = log.leaves.slice(0, 4);
    assert.deepEqual(
      faultsOfLog({ ...log, leaves }).map((fault) => fault.code),
      ['size', 'head'],
    );
    const consistent = exported(leavesOf(4));
    assert.deepEqual(faultsOfLog(consistent), []);
    assert.equal(faultsOfLog(consistent, kept)[0]?.code, 'fork');
  });

  it('sees a log that was begun anew only with a checkpoint from outside', () => {
    const rewritten = exported(
      leavesOf(9).map((leaf) => (leaf.index === 2 ? { ...leaf, contentHash: 'a'.repeat(64) } : leaf)),
    );
    assert.deepEqual(faultsOfLog(rewritten), []);
    assert.equal(faultsOfLog(rewritten, kept)[0]?.code, 'fork');
    assert.deepEqual(faultsOfLog(log, kept), []);
  });

  it('finds any single change of any leaf', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        fc.constantFrom('code', 'event', 'at', 'contentHash', 'root'),
        (size, pick, field) => {
          const sound = exported(leavesOf(size));
          const at = pick % size;
          const leaves = sound.leaves.map((leaf, index) =>
            index === at ? { ...leaf, [field]: field === 'event' ? 'ended' : `${leaf.code}f` } : leaf,
          );
          assert.equal(faultsOfLog({ ...sound, leaves })[0]?.index, at);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('checking one notice from its proof', () => {
  const leaves = leavesOf(6);
  const hashes = leaves.map(hashOfLeaf);
  const [leaf] = leaves.slice(2, 3);
  assert.ok(leaf);
  const proof: NoticeProof = {
    origin: 'qinghe.example',
    size: 6,
    root: hex(rootOf(hashes)),
    leaves: [{ ...leaf, path: proofPath(hashes, 2) }],
    salt: hex(salt),
    content: textOf(2),
  };

  it('holds for the text that was published', () => {
    assert.deepEqual(faultsOfProof(proof), []);
  });

  it('does not hold for another text, another leaf, or another log', () => {
    assert.equal(faultsOfProof({ ...proof, content: textOf(3) })[0]?.code, 'content');
    const moved = proof.leaves.map((one) => ({ ...one, at: '2026-11-24T04:00:00.000000Z' }));
    assert.equal(faultsOfProof({ ...proof, leaves: moved })[0]?.code, 'not_included');
    const other = { origin: 'x', size: 6, root: Buffer.alloc(32) };
    assert.equal(faultsOfProof(proof, [other])[0]?.code, 'fork');
  });
});
