import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import type { Town } from '../support/town.ts';
import { bothOf, done, openVillage, startCase, view } from './story.ts';

describe('two people write at one matter', () => {
  let town: Town;
  before(async () => {
    town = await openVillage();
  });
  after(() => town.close());

  it('the second sees both texts, nothing is lost, and may send the own once more', async () => {
    const { id, version } = await startCase(town, '2026-03-02');
    const text = (words: string) => ({ id, version, text: words, substantive: false, reason: '补充说明' });
    await done(town, '柳支书', api.writeText, text('出资十二万元，由三组先修。'));
    const late = await town.call('小唐', api.writeText, text('出资十二万元，由一组先修。'));
    assert.equal(late.status, 409);
    const both = bothOf(late.problem);
    assert.deepEqual(both.yours, { text: '出资十二万元，由一组先修。' });
    assert.equal(both.theirs['text'], '出资十二万元，由三组先修。');
    assert.equal((await view(town, id)).texts.length, 2, 'nothing of the second is written');
    const again = { ...text('出资十二万元，由一组先修。'), version: both.theirs.version };
    assert.equal((await done(town, '小唐', api.writeText, again)).texts.length, 3);
  });

  it('the same holds for the opinions heard', async () => {
    const { id, version } = await startCase(town, '2026-03-02');
    const heard = (words: string) => ({ id, version, on: '2026-03-02', text: words });
    await done(town, '柳支书', api.consult, heard('走访三组，多数赞成'));
    const { status, problem } = await town.call('小唐', api.consult, heard('走访一组，多数赞成'));
    assert.equal(status, 409);
    assert.deepEqual(
      [bothOf(problem).yours['text'], bothOf(problem).theirs['text']],
      ['走访一组，多数赞成', '走访三组，多数赞成'],
    );
  });
});
