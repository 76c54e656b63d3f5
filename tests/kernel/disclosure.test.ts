import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { PublicContent } from '../../src/kernel/disclosure/content.ts';
import { hashOfLeaf, readLeaves } from '../../src/kernel/disclosure/log.ts';
import { familyNameOnly, maskedName } from '../../src/kernel/disclosure/masking.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import { reasonsNotToPublish } from '../../src/kernel/disclosure/screening.ts';
import { grownPeaks, rootOf } from '../../src/kernel/merkle.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const said = (text: string): PublicContent => ({ blocks: [{ kind: 'paragraph', text }] });

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => assert.fail('was not refused'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error;
}

describe('publishing', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  const propose = (who: Person, content: PublicContent) =>
    town.act(who, 'disclosure.propose', (ctx) =>
      publications.propose(ctx, {
        catalogueKey: 'test',
        org: town.orgs.柳树村,
        subject: { type: 'test', id: town.orgs.柳树村.id },
        title: '关于修建村道的决议',
        content,
        audience: 'society',
        profile: 'names_masked',
      }),
    );

  it('walks every step, by different people, and freezes what was masked', async () => {
    const content: PublicContent = {
      blocks: [{ kind: 'list', items: [{ kind: 'person', name: '王小明' }] }],
    };
    const { id } = await propose('小唐', content);
    await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, id, '不涉密'));
    await town.act('柳支书', 'disclosure.approve', (ctx) => publications.approve(ctx, id));
    await town.act('小唐', 'disclosure.publish', (ctx) => publications.publish(ctx, id, null));
    const row = await town.act('system', 'system', (ctx) =>
      ctx.tx
        .selectFrom('publications')
        .select(['state', 'public_content'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    assert.equal(row.state, 'published');
    assert.deepEqual(row.public_content, {
      blocks: [{ kind: 'list', items: [{ kind: 'person', name: '王*明' }] }],
    });
  });

  it('skips no step: what is not reviewed cannot be published', async () => {
    const { id } = await propose('小唐', said('修路'));
    const refusal = await refusalOf(
      town.act('小唐', 'disclosure.publish', (ctx) => publications.publish(ctx, id, null)),
    );
    assert.equal(refusal.code, 'procedure.not_from_here');
    const leaves = await town.act('system', 'system', readLeaves);
    assert.equal(leaves.filter((leaf) => leaf.event === 'published').length, 1);
  });

  it('is not reviewed by who proposed it', async () => {
    const { id } = await propose('许干事', said('修路'));
    const refusal = await refusalOf(
      town.act('许干事', 'disclosure.review', (ctx) => publications.review(ctx, id, '')),
    );
    assert.equal(refusal.code, 'disclosure.reviewer_is_proposer');
  });

  it('of another village is not found', async () => {
    const { id } = await propose('小唐', said('修路'));
    const refusal = await refusalOf(
      town.act('石支书', 'disclosure.approve', (ctx) => publications.approve(ctx, id)),
    );
    assert.equal(refusal.code, 'not_found');
  });

  it('refuses an identity number at once, and keeps nothing of it', async () => {
    const refusal = await refusalOf(propose('小唐', said('户主身份证 ９９９９９９ 19700101 0017')));
    assert.equal(refusal.code, 'disclosure.has_id_number');
  });

  it('of a correction replaces what it corrects, and the log keeps both', async () => {
    const { id } = await propose('小唐', said('工程款 12000 元'));
    await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, id, ''));
    await town.act('柳支书', 'disclosure.approve', (ctx) => publications.approve(ctx, id));
    await town.act('小唐', 'disclosure.publish', (ctx) => publications.publish(ctx, id, null));
    const next = await town.act('小唐', 'disclosure.propose', (ctx) =>
      publications.proposeCorrection(
        ctx,
        id,
        { title: '关于修建村道的决议（更正）', content: said('工程款 12500 元') },
        '金额误写',
      ),
    );
    await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, next.id, ''));
    await town.act('柳支书', 'disclosure.approve', (ctx) => publications.approve(ctx, next.id));
    await town.act('小唐', 'disclosure.publish', (ctx) => publications.publish(ctx, next.id, null));
    const former = await town.act('小唐', 'disclosure.read', (ctx) => publications.getPublication(ctx, id));
    assert.equal(former.state, 'corrected');
    const leaves = await town.act('system', 'system', readLeaves);
    assert.deepEqual(
      leaves.slice(-2).map((leaf) => leaf.event),
      ['published', 'corrected'],
    );
  });

  it('writes leaves whose hashes give the printed root', async () => {
    const leaves = await town.act('system', 'system', readLeaves);
    assert.ok(leaves.length > 2);
    const hashes = leaves.map(({ root, ...leaf }) => (assert.ok(root), hashOfLeaf(leaf)));
    assert.equal(Buffer.from(rootOf(hashes)).toString('hex'), leaves.at(-1)?.root);
  });

  it('appends two leaves at the same moment one after the other', async () => {
    const ready = await Promise.all(
      ['甲', '乙'].map(async (text) => {
        const { id } = await propose('小唐', said(text));
        await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, id, ''));
        await town.act('柳支书', 'disclosure.approve', (ctx) => publications.approve(ctx, id));
        return id;
      }),
    );
    await Promise.all(
      ready.map((id) => town.act('小唐', 'disclosure.publish', (ctx) => publications.publish(ctx, id, null))),
    );
    const leaves = await town.act('system', 'system', readLeaves);
    assert.deepEqual(
      leaves.map((leaf) => leaf.index),
      leaves.map((_, index) => index),
    );
  });

  it('keeps the peaks from which the log grows, as the migration finds them in a log that had none', async () => {
    const kept = await town.owner
      .selectFrom('disclosure_head')
      .select(['size', 'peaks'])
      .executeTakeFirstOrThrow();
    assert.ok(kept.size > 4);
    const leaves = await town.owner
      .selectFrom('disclosure_leaves')
      .select('leaf_hash')
      .orderBy('index')
      .execute();
    let peaks: Uint8Array[] = [];
    for (const [size, leaf] of leaves.entries()) peaks = grownPeaks(peaks, size, leaf.leaf_hash);
    assert.deepEqual(
      kept.peaks,
      peaks.map((peak) => Buffer.from(peak)),
    );
    await town.owner.updateTable('disclosure_head').set({ peaks: [] }).execute();
    const migration = await readFile(new URL('../../migrations/0091-log-peaks.sql', import.meta.url), 'utf8');
    await sql.raw(migration.slice(migration.indexOf('do $$'))).execute(town.owner);
    const found = await town.owner.selectFrom('disclosure_head').select('peaks').executeTakeFirstOrThrow();
    assert.deepEqual(found.peaks, kept.peaks);
  });
});

describe('masking', () => {
  it('keeps the family name and the last character', () => {
    assert.deepEqual(['王明', '王小明', '欧阳小明', '欧阳明', '王', '买买提江'].map(maskedName), [
      '王*',
      '王*明',
      '欧阳*明',
      '欧阳*',
      '*',
      '买**江',
    ]);
    assert.deepEqual(['王小明', '欧阳小明'].map(familyNameOnly), ['王某', '欧阳某']);
  });
});

describe('screening', () => {
  it('finds what must not leave', () => {
    const codes = (text: string): string[] =>
      reasonsNotToPublish('标题', said(text)).map((reason) => reason.code);
    assert.deepEqual(codes('电话19900001234'), ['disclosure.has_phone']);
    assert.deepEqual(codes('机密★1年'), ['disclosure.is_classified']);
    assert.deepEqual(codes('卡号 6222020000000000000'), ['disclosure.has_bank_card']);
    assert.deepEqual(codes('合同编号 20261123001，金额 12000 元，保守秘密是义务'), []);
  });
});
