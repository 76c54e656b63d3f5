/** Documents as they really arrive: typed by hand, scanned, cut from others. Each also with BOM and CRLF. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPolicy } from '../../src/modules/policy/reading.ts';
import { assertNothingLost } from './nothing-lost.ts';

type Shape = { text: string; chapters: [string, [number, string][]][]; unplaced?: string; faults: string[] };

const shapes: Record<string, Shape> = {
  'tabs and blanks around the numbers, one chapter without numbered text': {
    text: `关于开展民主评议党员工作的通知
各党支部：
　　一　、　总体要求
　　民主评议党员每年一次。
\t二、\t方法步骤
\t（一）\t学习动员。
\t（ 二 ）\t对照检查。
　　三 、工作要求
　　（一）加强领导。
中共清河镇委员会
2020年 1月 5日
`,
    chapters: [
      ['总体要求', [[0, '总体要求']]],
      [
        '方法步骤',
        [
          [1, '学习动员'],
          [2, '对照检查'],
        ],
      ],
      ['工作要求', [[1, '加强领导']]],
    ],
    faults: ['number.missing'],
  },
  'headings whose mark was forgotten, with annexes that number anew': {
    text: `关于党员管理的通知
一 党员承诺
党员每年承诺一次。
二 党员中心户
每十户设一个中心户。
中共清河镇委员会
2021年3月4日
附件1
党员承诺书
一、我承诺
二、我做到
附件2
名册
`,
    chapters: [
      [
        '',
        [
          [1, '党员承诺'],
          [2, '党员中心户'],
        ],
      ],
    ],
    unplaced: '附件1党员承诺书一、我承诺二、我做到附件2名册',
    faults: ['number.missing'],
  },
  'a scan: blanks between characters, half-width marks, words broken at the line’s end, 二O一二': {
    text: `清委发(2012) 18 号
关于 加强 党员 教育 的 意 见
各党支部:
一.加强学习
1 、三会一课。支部大会每季
度召开一次，党课每
季度一次。
2 、主题党日。每月一
次。
二.改进作风
3 、走访群众。每半年走访一
遍。
中共清河镇委员会
二O一二年九月六日
`,
    chapters: [
      [
        '加强学习',
        [
          [1, '三会一课'],
          [2, '主题党日'],
        ],
      ],
      ['改进作风', [[3, '走访群众']]],
    ],
    faults: ['number.brackets'],
  },
  'articles that begin anew in each chapter': {
    text: `关于规范村级事务的意见
一、议事
1.四议两公开。决议公告不少于7天。
2.村民会议。每年至少召开一次。
二、公开
1.党务公开。每季度一次。
2.政务公开。及时更新。
3.反馈。按时反馈群众意见。
`,
    chapters: [
      [
        '议事',
        [
          [1, '四议两公开'],
          [2, '村民会议'],
        ],
      ],
      [
        '公开',
        [
          [1, '党务公开'],
          [2, '政务公开'],
          [3, '反馈'],
        ],
      ],
    ],
    faults: ['number.missing', 'date.missing'],
  },
  'an article put in later, 第二条之一': {
    text: `清河镇村务公开办法
第一章　总　则
第一条　为规范村务公开，制定本办法。
第二条　村务公开每季度一次。
第二条之一　重大事项随时公开，公告不少于7天。
第二章　　附　　则
第三条　本办法自2019年1月1日起施行。
`,
    chapters: [
      [
        '总则',
        [
          [1, '为规范村务公开，制定本办法'],
          [2, '村务公开每季度一次'],
          [2, '之一重大事项随时公开，公告不少于7天'],
        ],
      ],
      ['附则', [[3, '本办法自2019年1月1日起施行']]],
    ],
    faults: ['number.missing', 'date.missing', 'numbering.repeated'],
  },
};

describe('a document as it really arrives', () => {
  for (const [name, { text, chapters, unplaced = '', faults }] of Object.entries(shapes))
    for (const source of [text, `\ufeff${text.replaceAll('\n', '\r\n')}`])
      it(`${name}${source === text ? '' : ', from Windows'}`, () => {
        const reading = readPolicy(source);
        assertNothingLost(source, reading);
        const read = reading.chapters.map((chapter) => [
          chapter.title,
          chapter.articles.map((article) => [article.number, article.title]),
        ]);
        assert.deepEqual(read, chapters);
        assert.equal(reading.unplaced.map((line) => line.text).join(''), unplaced);
        assert.deepEqual(
          reading.faults.map(({ code }) => code),
          faults,
        );
      });
});
