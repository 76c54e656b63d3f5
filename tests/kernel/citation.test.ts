import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { citationInWords } from '../../src/kernel/i18n/citation.ts';
import { periodInWords } from '../../src/kernel/i18n/period.ts';
import {
  partyCatalogue,
  villageCatalogue,
  governmentCatalogue,
} from '../../src/modules/openness/institutions.ts';
import { decisionRules } from '../../src/modules/village-decisions/rulebooks.ts';

const words = (cites: string) => citationInWords(cites, 'zh-CN');

describe('a rule is cited in words', () => {
  it('names the law, the year of its text, the article and the item', () => {
    assert.equal(words('村组2018 art. 25'), '《村民委员会组织法》（2018年）第25条');
    assert.equal(words('村组2018 art. 24(3)'), '《村民委员会组织法》（2018年）第24条第3项');
    assert.equal(words('集体法 art. 26(8)'), '《农村集体经济组织法》第26条第8项');
    assert.equal(words('村组2018 art. 21–28'), '《村民委员会组织法》（2018年）第21条至第28条');
    assert.equal(words('PIPL 28'), '《个人信息保护法》第28条');
    assert.equal(words('政府信息公开条例 art. 26'), '《政府信息公开条例》第26条');
    assert.equal(words('四议两公开 (local practice)'), '四议两公开（本地做法）');
    assert.equal(
      words('村组2018 art. 24(3)，集体法 art. 27'),
      '《村民委员会组织法》（2018年）第24条第3项，《农村集体经济组织法》第27条',
    );
  });

  it('says plainly that an article of the renumbered law is not checked, and where it stood', () => {
    assert.equal(
      words('村组2026 [?] (村组2018 art. 24(3))'),
      '《村民委员会组织法》（2025年修订，新条号待核；修订前为第24条第3项）',
    );
    assert.match(
      citationInWords('村组2026 [?] (村组2018 art. 24(3))', 'en'),
      /^Organic Law .* \(revised 2025, new number not checked yet; before the revision art\. 24\(3\)\)$/u,
    );
  });

  it('leaves what it does not know as it stands', () => {
    assert.equal(words('GB/T 22239-2019 8.1.5'), 'GB/T 22239-2019 8.1.5');
    assert.equal(words('本镇公开办法'), '本镇公开办法');
  });

  it('leaves no mark of the code in any rule that the site can show', () => {
    const sources = [
      ...Object.values(decisionRules).flatMap((versions) => versions.map((one) => one.source)),
      ...[...partyCatalogue, ...villageCatalogue, ...governmentCatalogue].map((row) => row.cites),
    ];
    assert.ok(sources.length > 40);
    for (const source of sources) assert.doesNotMatch(words(source), /\[\?\]|art\.|村组|local/u, source);
  });
});

describe('a period is said in words', () => {
  it('year, half, quarter and month, and whatever else stays', () => {
    const said = (label: string) => periodInWords(label, 'zh-CN');
    assert.equal(said('2026'), '2026年');
    assert.equal(said('2026-H1'), '2026年上半年');
    assert.equal(said('2026-H2'), '2026年下半年');
    assert.equal(said('2026-Q3'), '2026年第3季度');
    assert.equal(said('2026-07'), '2026年7月');
    assert.equal(said('本届'), '本届');
    assert.equal(periodInWords('2026-Q3', 'en'), 'quarter 3 of 2026');
  });
});
