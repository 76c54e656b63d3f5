import fc from 'fast-check';
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readPolicy } from '../../src/modules/policy/reading.ts';
import { assertNothingLost } from './nothing-lost.ts';

const numeral = fc.constantFrom('一', '二', '三', '十', '十一', '二十');
const arabic = fc.integer({ min: 1, max: 130 }).map(String);
const marker = fc.oneof(
  numeral.map((n) => `${n}、`),
  numeral.map((n) => `（${n}）`),
  numeral.map((n) => `第${n}章 `),
  numeral.map((n) => `第${n}条`),
  numeral.map((n) => `第${n}节　`),
  arabic.map((n) => `${n}.`),
  arabic.map((n) => `${n}、`),
  arabic.map((n) => `（${n}）`),
  fc.constantFrom('①', '⑵', '⒊', '㈠', '第一编 ', ''),
);
const words = fc.constantFrom(
  '加强领导',
  '。',
  '，',
  '“四议两公开”',
  '《关于',
  '的意见》',
  '每半年',
  '2.6万元',
  '三分之二',
  '：',
  '如下',
  'Party 2012',
  '（试行）',
  '\u3000',
  '１２',
  '各支部',
  '镇属各单位',
  '主题词',
  '\u200b',
);
const tail = fc.constantFrom(
  '中共清河镇委员会',
  '2012年8月9日',
  '二〇一二年八月九日',
  '2012年2月30日',
  '抄送：县委组织部，县纪委。',
  '印发：各支部。',
  '共印11份',
  '— 3 —',
  '附件：1. 名单',
  '附件1',
  '主题词：党建 意见',
  '中共清河镇党政办2012年8月10日印发',
  '特此通知。',
  '清委发〔2012〕18号',
  '清委发[2012]第018号　签发人：某某',
  '关于加强工作的意见',
  '各村党支部：',
  '特急',
  '中共清河镇委员会文件',
  '第 2 页 共 3 页',
  '目录',
);
const line = fc.oneof(
  fc.tuple(marker, fc.array(words, { maxLength: 8 })).map(([start, rest]) => start + rest.join('')),
  tail,
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ maxLength: 12 }),
);
const blanks = fc.constantFrom('', ' ', '\u3000\u3000', '\t');
const document = fc
  .array(fc.tuple(blanks, line, blanks, fc.constantFrom('\n', '\r\n', '\n\n', '\f')), { maxLength: 40 })
  .map((parts) => parts.flat().join(''));

describe('whatever the document looks like', () => {
  it('every visible character is in exactly one place', () => {
    fc.assert(
      fc.property(document, (source) => assertNothingLost(source, readPolicy(source))),
      { numRuns: 1500 },
    );
  });

  it('an institution and a number stand where the reading says', () => {
    fc.assert(
      fc.property(document, (source) => {
        for (const article of readPolicy(source).chapters.flatMap((chapter) => chapter.articles)) {
          for (const { start, end } of article.institutions)
            assert.ok(start < end && end <= article.text.length);
          for (const { start, end, text } of article.quantities)
            assert.equal(article.text.slice(start, end), text);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('wrapping a text at a fixed width changes neither articles nor institutions', () => {
    const source = [
      '清委发〔2012〕18号',
      '关于试点工作的意见',
      ...['一', '二', '三'].map(
        (n) =>
          `${n}、推进试点。各村全面落实“四议两公开”工作法，每半年书面述职一次，并建立后进村工作台账，由党建指导员逐户走访，结果报镇党委。对每村的经费不低于2.6万元，按月公布使用情况，接受党员和群众代表评议，发现问题及时整改，不得拖延推诿，更不得弄虚作假。`,
      ),
      '中共清河镇委员会',
      '2012年9月6日',
    ];
    const plain = readPolicy(source.join('\n'));
    fc.assert(
      fc.property(fc.integer({ min: 22, max: 60 }), (width) => {
        const wrapped = source
          .flatMap((text) => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])
          .join('\n');
        const reading = readPolicy(wrapped);
        assertNothingLost(wrapped, reading);
        const facts = (r: typeof plain): unknown =>
          r.chapters.map((c) => c.articles.map((a) => [a.number, a.title, a.institutions.map((i) => i.id)]));
        assert.deepEqual(facts(reading), facts(plain));
      }),
    );
  });
});
