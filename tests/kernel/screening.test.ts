import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PublicContent } from '../../src/kernel/disclosure/content.ts';
import { masked, type MaskingProfile } from '../../src/kernel/disclosure/masking.ts';
import { placesMasked, reasonsNotToPublish } from '../../src/kernel/disclosure/screening.ts';
import { said } from '../support/publishing.ts';

const codes = (text: string, profile: MaskingProfile = 'names_masked'): string[] =>
  reasonsNotToPublish('标题', said(text), profile).map((reason) => reason.code.replace('disclosure.', ''));
/** A row that names a person, as relief lists have it. */
const row = (name: string, text: string): PublicContent => ({
  blocks: [
    {
      kind: 'table',
      columns: [{ labelKey: 'a' }, { labelKey: 'b' }],
      rows: [
        [
          { kind: 'person', name },
          { kind: 'text', text },
        ],
      ],
    },
  ],
});
const inRow = (text: string): string[] =>
  reasonsNotToPublish('低保名单', row('王小明', text), 'names_hidden').map((one) => one.code);

describe('screening before publishing', () => {
  it('shows the place in the text, and never the whole number', () => {
    const [reason] = reasonsNotToPublish('标题', said('有事请打李会计电话19900001234，谢谢大家'));
    assert.equal(reason?.params?.['place'], '事请打李会计电话【199…34】，谢谢大家');
    assert.equal(reason.field, 'text');
    const [inTitle] = reasonsNotToPublish('联系19900001234', said('无'));
    assert.equal(inTitle?.field, 'title');
  });

  it('refuses what tells of the health of a person, and lets general words pass', () => {
    assert.deepEqual(codes('该户主身患尿毒症，家庭困难'), ['has_health']);
    assert.deepEqual(codes('持残疾证，二级肢体残疾'), ['has_health']);
    assert.deepEqual(inRow('因病致贫'), ['disclosure.has_health']);
    assert.deepEqual(codes('开展高血压、糖尿病免费筛查'), []);
    assert.deepEqual(codes('大病保险政策宣传'), []);
  });

  it('refuses what tells who a minor is', () => {
    assert.deepEqual(codes('资助小学生王小明，500元'), ['has_minor']);
    assert.deepEqual(codes('困境儿童：李某某，三组'), ['has_minor']);
    assert.deepEqual(inRow('孤儿补助'), ['disclosure.has_minor']);
    assert.deepEqual(inRow('12周岁'), ['disclosure.has_minor']);
    assert.deepEqual(codes('建设留守儿童之家，服务全村学生'), []);
    assert.deepEqual(codes('70岁以上老人，18岁以上村民'), []);
  });

  it('takes house numbers out, and refuses them beside whole names', () => {
    const text = '宅基地申请：清河路12号、三组35号，另有幸福小区3号楼2单元501室';
    const { content } = masked('公示', said(text), 'names_masked');
    assert.deepEqual(content, said('宅基地申请：清河路**号、三组**号，另有幸福小区**号'));
    assert.deepEqual(codes(text), []);
    assert.deepEqual(codes(text, 'names_full'), ['has_address']);
    assert.equal(placesMasked('公示', said(text)).length, 3);
  });

  it('leaves numbers that are no doors', () => {
    const text = '修缮三组2号机井和柳树村5号桥，依据镇政府〔2026〕12号文，路灯36盏，县道路3号标段';
    assert.deepEqual(masked('公示', said(text), 'names_masked').content, said(text));
  });
});

const filler = fc.stringMatching(/^[修路公示资金村组收支，。、：\n]{0,20}$/u);
const twoDigits = (most: number) => fc.integer({ min: 1, max: most }).map((n) => String(n).padStart(2, '0'));
const idNumber = fc
  .tuple(
    fc.integer({ min: 1930, max: 2020 }),
    twoDigits(12),
    twoDigits(28),
    fc.integer({ min: 100, max: 999 }),
  )
  .map(([year, month, day, serial]) => `999999${year}${month}${day}${serial}X`);
const phone = fc.integer({ min: 1000, max: 9999 }).map((n) => `1990000${n}`);
const card = fc.integer({ min: 10_000_000, max: 99_999_999 }).map((n) => `62220200${n}00`);
/** The same digits as people type them: full-width, with blanks, with a character of no width. */
const typed = (number: string) =>
  fc.constantFrom(
    number,
    number.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    number.replaceAll(/(\d{4})(?=\d)/gu, '$1 '),
    number.replaceAll(/(\d{3})(?=\d)/gu, '$1\u200b'),
  );
const secret = fc
  .oneof(idNumber, phone, card)
  .chain((number) => fc.tuple(fc.constant(number), typed(number)));

describe('screening, whatever stands around', () => {
  it('finds each number in each writing and place, and does not repeat it', () => {
    fc.assert(
      fc.property(filler, secret, filler, fc.boolean(), (before, [number, written], after, asTitle) => {
        const text = `${before}${written}${after}`;
        const reasons = asTitle
          ? reasonsNotToPublish(text, said('无'))
          : reasonsNotToPublish('标题', said(text));
        assert.ok(reasons.length > 0, text);
        for (const { params } of reasons)
          for (const shown of Object.values(params ?? {}))
            assert.ok(!String(shown).normalize('NFKC').includes(number), `${text} → ${String(shown)}`);
      }),
    );
  });

  it('finds nothing in texts without numbers, and leaves no house number in what leaves', () => {
    fc.assert(
      fc.property(filler, fc.integer({ min: 1, max: 999 }), filler, (before, n, after) => {
        assert.deepEqual(reasonsNotToPublish(`${before}公示`, said(`${after}无`)), []);
        const { title, content } = masked('公示', said(`${before}清河路${n}号。${after}`), 'names_hidden');
        assert.ok(!JSON.stringify({ title, content }).includes(`路${n}号`));
      }),
    );
  });
});
