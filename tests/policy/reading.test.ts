import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readDocumentText } from '../../src/kernel/paper/document-text.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { readDocumentNumber } from '../../src/modules/policy/document-number.ts';
import { CATALOGUE } from '../../src/modules/policy/institutions-catalogue.ts';
import { findInstitutions } from '../../src/modules/policy/institutions-in-text.ts';
import { findQuantities } from '../../src/modules/policy/quantities.ts';
import { type PolicyReading, readPolicy } from '../../src/modules/policy/reading.ts';
import { assertNothingLost } from './nothing-lost.ts';

const root = new URL('../../', import.meta.url);

async function read(path: string): Promise<PolicyReading> {
  const { text } = await readDocumentText(readFileSync(new URL(path, root)), path);
  const reading = readPolicy(text);
  assertNothingLost(text, reading);
  return reading;
}

const shape = (reading: PolicyReading): (string | number[])[][] =>
  reading.chapters.map((chapter) => [chapter.title, chapter.articles.map((article) => article.number)]);

const codes = (reading: PolicyReading): string[] => reading.faults.map(({ code }) => code);

describe('the sample document', async () => {
  const reading = await read('policy/sample.txt');

  it('has 6 chapters and 20 articles, and its imprint in the old form', () => {
    const numbers = reading.chapters.flatMap((chapter) => chapter.articles.map((article) => article.number));
    assert.deepEqual(
      numbers,
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    assert.deepEqual(
      reading.chapters.map((chapter) => chapter.articles.length),
      [4, 4, 3, 3, 3, 3],
    );
    assert.equal(reading.number, '清委发〔2012〕18号');
    assert.equal(reading.issuer, '中共清河镇委员会');
    assert.equal(reading.title, '关于抓基层打基础全面提升党组织建设水平的实施意见');
    assert.equal(reading.date, '2012-09-06');
    assert.deepEqual(reading.recipients, ['各村党支部', '社区党支部', '镇直各单位党支部']);
    assert.deepEqual(reading.subjectWords, ['党建', '组织建设', '实施意见']);
    assert.equal(reading.printLine?.date, '2012-09-07');
    assert.equal(reading.copies, 32);
    assert.deepEqual([reading.unplaced, reading.faults], [[], []]);
  });

  it('names every institution of the catalogue in its article', () => {
    assert.deepEqual(misplaced(reading), []);
  });
});

describe('a real document', () => {
  let source: string | undefined;
  try {
    source = readFileSync(
      process.env.JISHI_REAL_DOCUMENT ?? new URL('../shared/input/taifa-2012-65.txt', root),
      'utf8',
    );
  } catch {
    source = undefined; // the document is not ours to keep in the repository
  }

  it('is read whole, every institution in its article', { skip: source === undefined }, () => {
    const reading = readPolicy(source ?? '');
    assertNothingLost(source ?? '', reading);
    assert.equal(reading.chapters.length, 6);
    assert.equal(reading.chapters.flatMap((chapter) => chapter.articles).length, 20);
    assert.deepEqual([reading.unplaced, reading.faults, misplaced(reading)], [[], [], []]);
  });
});

/** Catalogue rows that their article does not name, though it should. */
function misplaced(reading: PolicyReading): string[] {
  const articles = reading.chapters.flatMap((chapter) => chapter.articles);
  return CATALOGUE.filter((row) => !('unnamed' in row))
    .filter(({ id, code }) => {
      const article = articles.find(({ number }) => number === Number(code.split('.')[0]));
      return !article?.institutions.some((mention) => mention.id === id);
    })
    .map(({ code, name }) => `${code} ${name}`);
}

describe('documents of other shapes', () => {
  it('第一章 with 第一条 and 节, in GB18030, dated in Chinese numerals', async () => {
    const reading = await read('tests/documents/clauses.gb18030.txt');
    assert.deepEqual(shape(reading), [
      ['总则', [1, 2]],
      ['使用', [3, 4, 5]],
      ['附则', [6, 7]],
    ]);
    assert.equal(reading.number, '青河办字〔2009〕7号');
    assert.deepEqual(codes(reading), ['number.brackets', 'number.ordinal', 'number.leading_zero']);
    assert.equal(reading.date, '2009-05-22');
    assert.equal(reading.issuer, '中共石桥乡委员会');
    const [third, , fifth] = reading.chapters[1]?.articles ?? [];
    assert.deepEqual(
      third?.subs.map(({ marker }) => marker),
      ['（一）', '（二）', '（三）'],
    );
    assert.deepEqual(
      fifth?.subs.map(({ marker }) => marker),
      ['（1）', '（2）'],
    );
  });

  it('一、二、三 as articles of a notice without chapters, with an attachment below', async () => {
    const reading = await read('tests/documents/notice-2024.txt');
    assert.deepEqual(shape(reading), [['', [1, 2, 3, 4]]]);
    assert.equal(reading.number, null);
    assert.deepEqual(reading.recipients, ['各村（社区）党组织', '镇属各企事业单位党支部']);
    assert.equal(reading.date, '2024-03-08');
    assert.deepEqual(reading.closing, ['特此通知。']);
    assert.deepEqual(reading.attachmentNote, ['附件：1. 流动党员名册（样表）', '2. 联系记录表']);
    assert.deepEqual(
      reading.unplaced.map(({ line, reason }) => [line, reason]),
      [22, 23, 24].map((line) => [line, 'attachment']),
    );
    assert.equal(reading.chapters[0]?.articles[2]?.subs.length, 3);
  });

  it('一、 over （一） over 1．, with a chapter of plain text, a missing number and a covering notice', async () => {
    const reading = await read('tests/documents/levels.txt');
    assert.deepEqual(shape(reading), [
      ['总体要求', [0]],
      ['重点任务', [1, 2, 4]],
      ['组织保障', [1, 2]],
    ]);
    assert.equal(reading.chapters[1]?.text, '以下工作由各村负责。');
    assert.deepEqual(codes(reading), ['numbering.gap']);
    assert.equal(reading.date, '2015-04-03');
    assert.equal(reading.issuer, '白杨镇人民政府办公室');
  });

  it('1、2、3 alone, twice in one file: the second copy is said and set aside', async () => {
    const reading = await read('tests/documents/two-copies.txt');
    assert.deepEqual(shape(reading), [['', [1, 2, 3]]]);
    assert.ok(codes(reading).includes('copies.repeated'));
    assert.deepEqual(reading.unplaced, []);
    assert.equal(reading.date, '2012-10-31');
    assert.equal(reading.copies, 20);
    // "2012、2013年" begins a line and is no article
    assert.match(reading.chapters[0]?.articles[0]?.text ?? '', /2012、2013年的积案/);
  });

  it('1、 over （一）, the other way round than the norm', () => {
    const reading = readPolicy(
      '关于工作的意见\n1、建强组织\n（一）选好书记。\n（二）配好班子。\n2、带好队伍\n（一）抓学习。\n（二）抓服务。',
    );
    assert.deepEqual(shape(reading), [
      ['建强组织', [1, 2]],
      ['带好队伍', [1, 2]],
    ]);
  });

  it('a text without any number is one article', () => {
    const reading = readPolicy(
      '关于放假的通知\n各村：\n端午节放假三日，请安排值班。\n中共清河镇委员会\n2013年6月3日',
    );
    assert.deepEqual(shape(reading), [['', [0]]]);
    assert.equal(reading.chapters[0]?.articles[0]?.text, '端午节放假三日，请安排值班。');
  });

  it('an empty text has no chapter, a missing title and no number', () => {
    const reading = readPolicy(' \r\n\u3000\ufeff');
    assert.deepEqual(reading.chapters, []);
    assert.deepEqual(codes(reading), ['number.missing', 'title.missing', 'date.missing']);
  });

  it('a classified paper is refused, also where the mark stands below a copy number', () => {
    const classified = (error: unknown): boolean =>
      error instanceof Refusal && error.code === 'document.classified';
    assert.throws(() => readPolicy('000012\n秘密★1年\n清委发〔2012〕3号\n关于事项的通知'), classified);
    assert.throws(() => readPolicy('机　密\n关于事项的通知'), classified);
    assert.doesNotThrow(() => readPolicy('关于保守秘密工作的通知\n一、秘密不外传。'));
  });
});

describe('numbers and days', () => {
  it('a document number in the norm has no fault, the old habits have one each', () => {
    assert.deepEqual(readDocumentNumber('太发〔2012〕65号')?.faults, []);
    const old = readDocumentNumber('太发[2012]第065号');
    assert.equal(old?.value, '太发〔2012〕65号');
    assert.deepEqual(old?.faults, ['number.brackets', 'number.ordinal', 'number.leading_zero']);
    assert.equal(readDocumentNumber('根据太发〔2012〕65号文件精神')?.rest, '文件精神');
    assert.equal(readDocumentNumber('太发〔2012〕0号'), undefined);
  });

  it('a day that the calendar does not have is a fault, not a date', () => {
    const reading = readPolicy(
      '关于工作的意见\n一、做好工作。\n二、抓好落实。\n中共清河镇委员会\n2012年2月30日',
    );
    assert.equal(reading.date, null);
    assert.ok(codes(reading).includes('date.impossible'));
  });

  for (const [text, expected] of [
    ['每村不低于2.6万元', ['amount 2600000 fen at_least']],
    ['每人每年100元', ['frequency 12 month', 'amount 10000 fen']],
    ['1,200.50元以内', ['amount 120050 fen at_most']],
    ['从2012年起连续三年', ['start_year 2012 year', 'duration 3 year']],
    ['每半年一次，每两年轮换', ['frequency 6 month', 'count 1 次', 'frequency 24 month']],
    ['在7个工作日内答复，三日内反馈', ['duration 7 working_day at_most', 'duration 3 day at_most']],
    ['三分之二以上代表', ['share 0.6667 ratio at_least']],
    ['超过应到会有表决权党员的半数', ['share 0.5 ratio more_than']],
    ['不低于50%，百分之八十更好', ['share 0.5 ratio at_least', 'share 0.8 ratio']],
    ['２０户以上', ['count 20 户 at_least']],
    ['8月9日、八月十九日、2012年', []],
    ['千名干部下基层，四个考验，一岗双责，三亮三比', []],
    ['每周一轮流接访', ['frequency 1 week']],
  ] as const) {
    it(`${text}: ${expected.join('; ') || 'nothing to confirm'}`, () => {
      const found = findQuantities(text).map(({ kind, value, unit, bound }) =>
        [kind, value, unit, bound ?? ''].join(' ').trim(),
      );
      assert.deepEqual(found, expected);
    });
  }
});

describe('institutions', () => {
  const ids = (text: string): string[] => findInstitutions(text).map(({ id }) => id);

  it('are found in quotes, without them, across a line break, and by other towns’ names', () => {
    for (const text of [
      '“四议两公开”工作法',
      '四议两公开',
      '四议两\n公开',
      '“4+2”工作法',
      '『四议两公开』',
    ]) {
      assert.deepEqual(ids(text), ['four_discussions_two_disclosures'], text);
    }
  });

  it('the longer name wins where two overlap, and one wording can name two', () => {
    assert.deepEqual(ids('管好远程教育设备'), ['village_asset']);
    assert.deepEqual(ids('坚持党务、政务公开'), ['party_disclosure', 'government_disclosure']);
  });

  it('the catalogue has 166 rows, and a wording means one institution unless it is a joint name', () => {
    assert.equal(CATALOGUE.length, 166);
    assert.equal(new Set(CATALOGUE.map(({ id }) => id)).size, 166);
    const owners = new Map<string, string[]>();
    for (const { id, name, aliases } of CATALOGUE) {
      for (const alias of [name, ...aliases]) owners.set(alias, [...(owners.get(alias) ?? []), id]);
    }
    const shared = [...owners].filter(([, of]) => new Set(of).size > 1).map(([alias]) => alias);
    assert.deepEqual(shared.sort(), ['三调联动', '党务、政务公开', '党务政务公开'].sort());
  });
});
