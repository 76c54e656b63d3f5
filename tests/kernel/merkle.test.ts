import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import {
  checkpointText,
  consistencyProof,
  grownPeaks,
  hashLeaf,
  inclusionProof,
  leafHash,
  parseCheckpoint,
  rootOf,
  rootOfPeaks,
  verifyConsistency,
  verifyInclusion,
} from '../../src/kernel/merkle.ts';
import { Refusal } from '../../src/kernel/refusal.ts';

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

// Inputs and roots of the reference test data of Certificate Transparency (RFC 6962 implementations).
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = inputs.map((input) => hashLeaf(Buffer.from(input, 'hex')));

test('the tree gives the known roots of RFC 6962', () => {
  assert.equal(hex(rootOf([])), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (const [index, root] of roots.entries()) assert.equal(hex(rootOf(leaves.slice(0, index + 1))), root);
});

test('the proofs are the known ones of RFC 6962', () => {
  assert.deepEqual(inclusionProof(leaves, 0).map(hex), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  assert.deepEqual(consistencyProof(leaves, 6).map(hex), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

const many = Array.from({ length: 66 }, (_, index) => hashLeaf(Buffer.from(`leaf ${index}`)));

test('every leaf of every tree up to 66 leaves is proved, and no other leaf, place, size or root', () => {
  for (let size = 1; size <= many.length; size += 1) {
    const tree = many.slice(0, size);
    const root = rootOf(tree);
    for (const [index, leaf] of tree.entries()) {
      const proof = inclusionProof(tree, index);
      const claim = { leaf, index, size, root, proof };
      assert.ok(verifyInclusion(claim), `${index} of ${size}`);
      assert.ok(!verifyInclusion({ ...claim, leaf: hashLeaf(Buffer.from('edited')) }));
      assert.ok(!verifyInclusion({ ...claim, root: rootOf([...tree, leaf]) }));
      assert.ok(!verifyInclusion({ ...claim, proof: [...proof, leaf] }));
      assert.ok(!verifyInclusion({ ...claim, proof: proof.slice(1) }) || proof.length === 0);
      if (size > 1) assert.ok(!verifyInclusion({ ...claim, index: (index + 1) % size }));
      assert.ok(!verifyInclusion({ ...claim, index: size }));
      assert.ok(!verifyInclusion({ ...claim, index: -1 }));
    }
  }
});

test('every earlier tree is proved to be the beginning of every later one, and nothing else is', () => {
  for (let size = 1; size <= many.length; size += 1) {
    const tree = many.slice(0, size);
    const later = { size, root: rootOf(tree) };
    for (let before = 1; before <= size; before += 1) {
      const earlier = { size: before, root: rootOf(many.slice(0, before)) };
      const proof = consistencyProof(tree, before);
      assert.ok(verifyConsistency(earlier, later, proof), `${before} to ${size}`);
      const forged = { ...earlier, root: hashLeaf(earlier.root) };
      assert.ok(!verifyConsistency(forged, later, proof));
      assert.ok(!verifyConsistency(earlier, { ...later, root: hashLeaf(later.root) }, proof));
      assert.ok(!verifyConsistency(earlier, later, [...proof, later.root]));
      if (proof.length > 0) assert.ok(!verifyConsistency(earlier, later, proof.slice(0, -1)));
    }
    assert.ok(verifyConsistency({ size: 0, root: rootOf([]) }, later, []));
    assert.ok(!verifyConsistency(later, { size: size - 1, root: rootOf(many.slice(0, size - 1)) }, []));
  }
});

type Log = readonly string[];
const printed = (log: Log) => ({
  size: log.length,
  root: rootOf(log.map((line) => hashLeaf(Buffer.from(line)))),
});

/** What a witness does with an old checkpoint and the log as it is shown now. */
function isExtensionOf(old: ReturnType<typeof printed>, now: Log): boolean {
  if (old.size > now.length) return false;
  const hashes = now.map((line) => hashLeaf(Buffer.from(line)));
  return verifyConsistency(old, printed(now), consistencyProof(hashes, old.size));
}

test('an edit, a deletion, a reordering and a fork of published notices are all found', () => {
  const log = ['柳树村 2026-01', '石桥村 2026-02', '东沟村 2026-03', '南坪村 2026-04', '白杨村 2026-05'];
  const old = printed(log);
  assert.ok(isExtensionOf(old, [...log, '松林村 2026-06']));
  assert.ok(!isExtensionOf(old, log.with(1, '石桥村 2026-09')));
  assert.ok(!isExtensionOf(old, [...log.toSpliced(2, 1), '松林村 2026-06', '松林村 2026-07']));
  assert.ok(!isExtensionOf(old, log.slice(0, 4)));
  assert.ok(!isExtensionOf(old, log.with(0, '石桥村 2026-02').with(1, '柳树村 2026-01')));
  const [mine, theirs] = [printed([...log, '甲']), printed([...log, '乙'])];
  assert.ok(!verifyConsistency(mine, theirs, []));
});

test('any change within what a checkpoint covers is found', () => {
  const logs = fc.array(fc.string({ maxLength: 4 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      logs,
      fc.nat(39),
      fc.array(fc.string({ maxLength: 4 }), { maxLength: 10 }),
      (log, at, added) => {
        const place = at % log.length;
        assert.ok(isExtensionOf(printed(log), [...log, ...added]));
        assert.ok(!isExtensionOf(printed(log), [...log.with(place, `${log[place]}!`), ...added]));
      },
    ),
  );
});

test('a salted leaf binds its content and its salt, however the keys were written', () => {
  const salt = Buffer.alloc(32, 7);
  const hash = hex(leafHash(salt, { title: '决议', on: '2026-03-01' }));
  assert.equal(hex(leafHash(salt, { on: '2026-03-01', title: '决议' })), hash);
  assert.notEqual(hex(leafHash(salt, { on: '2026-03-02', title: '决议' })), hash);
  assert.notEqual(hex(leafHash(Buffer.alloc(32, 8), { title: '决议', on: '2026-03-01' })), hash);
  assert.throws(() => leafHash(Buffer.alloc(31), {}), RangeError);
});

test('a checkpoint reads back as it was printed, and nothing else is taken for one', () => {
  const checkpoint = { origin: '清河镇公开日志', size: 8, root: rootOf(leaves) };
  const text = checkpointText(checkpoint);
  assert.equal(text, '清河镇公开日志\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n');
  for (const copy of [text, text.trimEnd(), text.replaceAll('\n', '\r\n')]) {
    assert.deepEqual(
      { ...parseCheckpoint(copy), root: hex(parseCheckpoint(copy).root) },
      { ...checkpoint, root: roots[7] },
    );
  }
  const wrong = [
    '',
    text.replace('8', '08'),
    text.replace('8', '-8'),
    text.replace('=', ''),
    `${text}\n`,
    text.replace('Qyg=', 'Qyh='),
  ];
  for (const malformed of wrong) {
    assert.throws(
      () => parseCheckpoint(malformed),
      (error) => error instanceof Refusal && error.code === 'log.checkpoint_malformed',
    );
  }
  assert.throws(() => checkpointText({ ...checkpoint, origin: 'two\nlines' }), RangeError);
});

test('canonical JSON has one text for one value', () => {
  assert.equal(
    canonicalJson({
      b: [1, undefined, null],
      10: true,
      9: 1e30,
      a: { z: '“村”', y: undefined },
      d: Temporal.PlainDate.from('2026-03-01'),
    }),
    '{"10":true,"9":1e+30,"a":{"z":"“村”"},"b":[1,null,null],"d":"2026-03-01"}',
  );
  assert.throws(() => canonicalJson({ share: Number.NaN }), TypeError);
  assert.throws(() => canonicalJson(undefined), TypeError);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(text)), text);
    }),
  );
});

test('a tree that grows leaf by leaf has at each size the root of the naive tree, from few peaks', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 300 }), (data) => {
      const leaves = data.map((one) => hashLeaf(one));
      let peaks: Uint8Array[] = [];
      assert.equal(hex(rootOfPeaks(peaks)), hex(rootOf([])));
      for (const [size, leaf] of leaves.entries()) {
        peaks = grownPeaks(peaks, size, leaf);
        assert.equal(hex(rootOfPeaks(peaks)), hex(rootOf(leaves.slice(0, size + 1))));
        assert.ok(peaks.length <= Math.log2(size + 1) + 1);
      }
    }),
    { numRuns: 30 },
  );
});

test('peaks that do not belong to the size are not grown', () => {
  assert.throws(() => grownPeaks([], 1, hashLeaf(Buffer.from('a'))), RangeError);
});
