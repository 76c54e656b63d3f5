import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidedKinds } from '../../src/modules/organization-changes/choices.ts';
import { decidedKinds as ofTheTree, memberKinds } from '../../src/modules/organizations/choices.ts';

test('what needs a case is what a case can be opened for', () => {
  assert.deepEqual(decidedKinds.toSorted(), ofTheTree.toSorted());
});

test('a temporary branch holds no members: nobody is admitted, disposed of or moved there', () => {
  assert.ok(!memberKinds.includes('temporary_branch'));
});
