import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PublicContent } from '../../src/kernel/disclosure/content.ts';
import { readLeaves } from '../../src/kernel/disclosure/log.ts';
import { masked } from '../../src/kernel/disclosure/masking.ts';
import * as objections from '../../src/kernel/disclosure/objections.ts';
import { hashOfCode } from '../../src/kernel/disclosure/public-code.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import { bigramsOf } from '../../src/kernel/disclosure/words.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { openTown, type Town } from '../support/town.ts';

const content: PublicContent = {
  blocks: [
    { kind: 'facts', facts: [{ labelKey: 'unit.people', value: { kind: 'person', name: '王小明' } }] },
    { kind: 'paragraph', text: '由王小明负责修路。' },
  ],
};

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => assert.fail('was not refused'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error;
}

describe('objections and the end of showing', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  async function published(days: number): Promise<{ id: string; code: string }> {
    const proposed = await town.act('小唐', 'disclosure.propose', (ctx) =>
      publications.propose(ctx, {
        catalogueKey: 'test',
        org: town.orgs.柳树村,
        subject: { type: 'test', id: town.orgs.柳树村.id },
        title: '王小明承包修路公示',
        content,
        audience: 'society',
        profile: 'names_masked',
        shown: { days, unit: 'calendar' },
      }),
    );
    await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, proposed.id, ''));
    await town.act('柳支书', 'disclosure.approve', (ctx) => publications.approve(ctx, proposed.id));
    await town.act('小唐', 'disclosure.publish', (ctx) => publications.publish(ctx, proposed.id));
    return proposed;
  }

  it('counts the last day without the day of posting', async () => {
    const { id } = await published(5);
    const one = await town.act('小唐', 'disclosure.read', (ctx) => publications.getPublication(ctx, id));
    assert.equal(one.shownUntil?.toString(), '2026-11-28');
  });

  it('keeps the text sealed and answers within fifteen days', async () => {
    const { id, code } = await published(5);
    const receipt = await town.act('监主任', 'disclosure.answer', (ctx) =>
      objections.receiveObjection(ctx, code, { channel: 'paper', text: '造价太高', contact: '东头老李' }),
    );
    assert.equal(receipt.answerDueOn.toString(), '2026-12-08');
    const kept = await town.act('system', 'system', (ctx) =>
      ctx.tx
        .selectFrom('objections')
        .select(['text_sealed', 'contact_sealed', 'code_hash'])
        .where('id', '=', receipt.id)
        .executeTakeFirstOrThrow(),
    );
    assert.ok(!kept.text_sealed.includes('造价'));
    assert.ok(!kept.contact_sealed?.includes('老李'));
    assert.ok(kept.code_hash.equals(hashOfCode(receipt.code.toLowerCase())));
    const opened = await town.act('柳支书', 'disclosure.answer', (ctx) =>
      objections.openObjection(ctx, receipt.id),
    );
    assert.deepEqual(opened, { text: '造价太高', contact: '东头老李' });
    const answered = await town.act('柳支书', 'disclosure.answer', (ctx) =>
      objections.answerObjection(ctx, receipt.id, { answer: '已附预算', upheld: false, version: 1 }),
    );
    assert.equal(answered.upheld, false);
    const again = await refusalOf(
      town.act('柳支书', 'disclosure.answer', (ctx) =>
        objections.answerObjection(ctx, receipt.id, { answer: '又一次', upheld: true, version: 2 }),
      ),
    );
    assert.equal(again.code, 'disclosure.already_answered');
    const known = await town.act('小唐', 'disclosure.read', (ctx) =>
      objections.objectionsOf(ctx, { type: 'test', id: town.orgs.柳树村.id }),
    );
    assert.deepEqual(
      known.filter((one) => one.publicationId === id).map((one) => one.answer),
      ['已附预算'],
    );
  });

  it('hides objections from the next village', async () => {
    const { code } = await published(5);
    const refusal = await refusalOf(
      town.act('石支书', 'disclosure.answer', (ctx) =>
        objections.receiveObjection(ctx, code, { channel: 'paper', text: '不同意' }),
      ),
    );
    assert.equal(refusal.code, 'not_found');
  });

  it('takes down what is over, once, and writes a leaf for it', async () => {
    const { id, code } = await published(1);
    town.setToday('2026-11-24');
    await town.act('system', 'system', (ctx) => publications.endExpired(ctx));
    assert.equal(
      (await town.act('system', 'system', (ctx) => publications.getPublication(ctx, id))).state,
      'published',
    );
    town.setToday('2026-11-25');
    await town.act('system', 'system', (ctx) => publications.endExpired(ctx));
    assert.equal(await town.act('system', 'system', (ctx) => publications.endExpired(ctx)), 0);
    const leaves = await town.act('system', 'system', readLeaves);
    assert.deepEqual(
      leaves.filter((leaf) => leaf.code === code).map((leaf) => leaf.event),
      ['published', 'ended'],
    );
    town.setToday('2026-11-23');
  });

  it('lets a correction follow one that was sent back, and one at a time', async () => {
    const { id } = await published(30);
    const correct = () =>
      town.act('小唐', 'disclosure.propose', (ctx) =>
        publications.proposeCorrection(ctx, id, { title: '更正', content }, '写错'),
      );
    const first = await correct();
    assert.equal((await refusalOf(correct())).code, 'disclosure.correction_under_way');
    await town.act('监主任', 'disclosure.review', (ctx) => publications.sendBack(ctx, first.id, '重写'));
    assert.ok(await correct());
  });
});

describe('masking of free text', () => {
  it('hides a name that stands as a person also in title and text', () => {
    const shown = masked('王小明承包修路公示', content, 'names_masked');
    assert.equal(shown.title, '王*明承包修路公示');
    assert.ok(!JSON.stringify(shown).includes('王小明'));
    assert.equal(masked('王小明', content, 'names_full').title, '王小明');
  });
});

describe('words of the search', () => {
  it('pairs neighbouring characters and never across a mark', () => {
    assert.deepEqual(bigramsOf('修路，ＡB'), ['修路', 'ab']);
    assert.deepEqual(bigramsOf('路'), []);
  });
});
