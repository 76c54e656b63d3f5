import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Cell } from '../../src/kernel/paper/cell.ts';
import {
  checkDigitOf,
  maskIdNumber,
  parseIdNumber,
  readIdNumber,
  upgradeFrom15,
  withLostDigits,
} from '../../src/modules/members/id-number.ts';
import { idNumberOf, idNumbers } from './generators.ts';

const sound = ['999999197001010017', '999999198512310024', '999999200002290043', '99999919900101018X'];
const text = (value: string): Cell => ({ kind: 'text', value });
const number = (digits: string): Cell => ({
  kind: 'number',
  value: Number(digits),
  digits,
  format: 'General',
});

test('the computed numbers are sound and tell birth date and sex', () => {
  for (const id of sound) assert.equal(typeof parseIdNumber(id), 'object', id);
  const leapDay = parseIdNumber('999999200002290043');
  assert.ok(typeof leapDay === 'object');
  assert.equal(leapDay.birthDate.toString(), '2000-02-29');
  assert.equal(leapDay.sex, 'female');
});

test('a number with its last character changed is wrong', () => {
  for (const id of sound) {
    for (const last of '0123456789X') {
      if (last !== id[17]) assert.equal(parseIdNumber(id.slice(0, 17) + last), 'id_no.wrong_check_digit');
    }
  }
});

test('one mistyped digit or two neighbours swapped never pass', () => {
  fc.assert(
    fc.property(idNumbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, at, add) => {
      const mistyped = id.slice(0, at) + ((Number(id[at]) + add) % 10) + id.slice(at + 1);
      assert.equal(typeof parseIdNumber(mistyped), 'string');
      const swapped = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2);
      if (swapped !== id) assert.equal(typeof parseIdNumber(swapped), 'string');
    }),
  );
});

test('the 29th of February 1999 is no birthday', () => {
  const first17 = '99999919990229001';
  assert.equal(parseIdNumber(first17 + checkDigitOf(first17)), 'id_no.birth_not_real');
});

test('a number of 15 digits becomes one of 18', () => {
  assert.equal(upgradeFrom15('999999700101001'), '999999197001010017');
  const reading = readIdNumber(text('999999700101001'));
  assert.equal(reading.id?.number, '999999197001010017');
  assert.deepEqual(reading.repairs, ['id_no.upgraded_from_15']);
});

test('full-width digits, blanks, an apostrophe and a small x are tidied and said', () => {
  for (const written of [
    '９９９９９９１９９００１０１０１８Ｘ',
    "'99999919900101018X",
    '999999 19900101 018x',
    '99999919900101018x',
    '\u200B99999919900101018X\u3000',
  ]) {
    const reading = readIdNumber(text(written));
    assert.equal(reading.id?.number, '99999919900101018X', written);
    assert.deepEqual(reading.repairs, ['id_no.normalized'], written);
  }
  assert.deepEqual(readIdNumber(text(' 99999919900101018X ')).repairs, []);
});

test('a number stored as a number has lost its end, even where its check digit happens to fit', () => {
  fc.assert(
    fc.property(idNumbers, (id) => {
      const written = String(Number(id.replace('X', '0')));
      assert.equal(readIdNumber(number(written)).fault, 'id_no.stored_as_number');
      const excel = `${id.slice(0, 15)}000`;
      assert.equal(readIdNumber(number(excel)).fault, 'id_no.stored_as_number');
    }),
  );
  const rounded = Array.from({ length: 1000 }, (_, sequence) =>
    String(Number(idNumberOf(Temporal.PlainDate.from('1978-01-12'), sequence).replace('X', '0'))),
  );
  const lucky = rounded.filter((digits) => typeof parseIdNumber(digits) === 'object');
  assert.ok(lucky.length > 0);
  for (const digits of lucky) assert.equal(readIdNumber(number(digits)).fault, 'id_no.stored_as_number');
});

test('digits that floating point could not have written were never lost', () => {
  const reading = readIdNumber(number('999999197001010017'));
  assert.equal(reading.id?.number, '999999197001010017');
  assert.deepEqual(reading.repairs, ['id_no.number_intact']);
});

test('15 digits stored as a number are whole', () => {
  const reading = readIdNumber(number('999999700101001'));
  assert.equal(reading.id?.number, '999999197001010017');
  assert.deepEqual(reading.repairs, ['id_no.number_intact', 'id_no.upgraded_from_15']);
});

test('scientific notation, question marks for lost digits and wrong lengths are named', () => {
  assert.equal(readIdNumber(text('9.99999E+17')).fault, 'id_no.scientific');
  assert.equal(readIdNumber(text(withLostDigits('999999197801127200'))).fault, 'id_no.stored_as_number');
  assert.equal(readIdNumber(text('9999991970010100')).fault, 'id_no.length');
  assert.equal(readIdNumber(text('99999919700101001A')).fault, 'id_no.characters');
  assert.deepEqual(readIdNumber(text('  ')), { text: '', repairs: [] });
});

test('a masked number shows its last four characters', () => {
  assert.equal(maskIdNumber('99999919900101018X'), '**************018X');
});
