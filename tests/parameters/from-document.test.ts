/** A number of the town's document becomes what the rules read, through the same two people, with its article behind it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { valueFrom } from '../../src/modules/parameters/from-document.ts';
import { parametersApi as api } from '../../src/modules/parameters/api.ts';
import { policyApi } from '../../src/modules/policy/api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const sample = fileURLToPath(new URL('../../policy/sample.txt', import.meta.url));
const fund = 'document.per_member_fund';

describe('a number of the town’s document', () => {
  let town: Town;
  let documentId: string;
  let perMember: { id: string; articleId: string };
  before(async () => {
    town = await openTown();
    const file = new File([await readFile(sample)], '实施意见.txt');
    const read = (await town.call('林委员', policyApi.readDocument, {}, { file })).body;
    documentId = read.id;
    const { body } = await town.call('林委员', policyApi.getDocument, { id: documentId });
    const article = body.chapters.flatMap(({ articles }) => articles).find(({ number }) => number === 15);
    const number = article?.parameters.find(({ wording }) => wording === '100元');
    assert.ok(article && number);
    perMember = { id: number.id, articleId: article.id };
    const decided = await town.call('林委员', policyApi.decideParameter, {
      ...read,
      articleId: article.id,
      parameterId: number.id,
      state: 'confirmed',
      institution: 'per_member_fund',
    });
    assert.equal(decided.status, 200, JSON.stringify(decided.problem));
    assert.equal((await propose('林委员')).status, 404, 'the document is not yet in force');
    const confirmed = await town.call('周书记', policyApi.confirmDocument, {
      ...decided.body,
      from: '2012-09-06',
    });
    assert.equal(confirmed.status, 200, JSON.stringify(confirmed.problem));
  });
  after(() => town.close());

  const propose = (who: Person, given: Record<string, unknown> = {}) =>
    town.call(who, api.proposeParameter, {
      key: fund,
      value: 10_000,
      from: '2012-08-30',
      to: '2014-12-31',
      source: '清委发〔2012〕18号',
      reason: '文件规定，连续三年',
      numberId: perMember.id,
      ...given,
    });
  const one = async (who: Person = '柳支书') => (await town.call(who, api.getParameter, { key: fund })).body;

  it('has no value before, and none can be typed in without the article', async () => {
    assert.equal((await one()).now, null);
    const { status, problem } = await propose('林委员', { numberId: null, from: '2027-01-01', to: null });
    assert.equal(status, 422);
    assert.equal(problem.reasons[0]?.code, 'parameters.document_sets_it');
    assert.ok(problem.reasons[0]?.remedy);
    assert.equal((await one('林委员')).proposals.length, 0);
  });

  it('is offered where its unit fits, and not before the document’s own day', async () => {
    const { body } = await town.call('林委员', api.getDocumentNumber, { id: perMember.id });
    assert.equal(body.fits[0]?.key, fund);
    assert.ok(body.fits.every(({ form }) => form === 'amount'));
    const early = await propose('林委员', { from: '2012-01-01' });
    assert.equal(early.problem.reasons[0]?.code, 'parameters.not_before_document');
    assert.equal(early.problem.reasons[0]?.possibleFrom, body.number.dated);
    assert.equal((await town.call('柳支书', api.getDocumentNumber, { id: perMember.id })).status, 403);
  });

  it('holds from the document’s day to its end, and article and parameter lead to each other', async () => {
    const { body: number } = await town.call('林委员', api.getDocumentNumber, { id: perMember.id });
    const { status, body, problem } = await propose('林委员', { from: number.number.dated });
    assert.equal(status, 200, JSON.stringify(problem));
    const waiting = await town.call('周书记', api.listDocumentNumbers, { documentId });
    assert.deepEqual(waiting.body.numbers.find(({ id }) => id === perMember.id)?.uses, [
      { key: fund, state: 'proposed' },
    ]);
    const decided = await town.call('周书记', api.decideParameter, { id: body.id, approve: true });
    assert.equal(decided.status, 200, JSON.stringify(decided.problem));
    const seen = await one();
    assert.equal(seen.now, null, 'three years, and no longer');
    assert.equal(seen.history[0]?.value, 10_000);
    assert.equal(seen.history[0].to, '2014-12-31');
    assert.equal(seen.history[0].number?.article, 15);
    assert.equal(seen.history[0].number.articleId, perMember.articleId);
    const then = (await town.call('柳支书', api.listParameters, { asOf: '2013-06-30' })).body;
    assert.equal(then.rows.find(({ key }) => key === fund)?.now?.value, 10_000);
    const uses = (await town.call('柳支书', api.listDocumentNumbers, { documentId })).body;
    assert.equal(uses.mayPropose, false);
  });
});

test('what a sentence says becomes a value only where kind and unit match', () => {
  const number = { kind: 'duration', value: 7, unit: 'day', bound: 'at_least' };
  assert.deepEqual(valueFrom('period', number, undefined), { days: 7, unit: 'calendar' });
  assert.deepEqual(valueFrom('period', { ...number, unit: 'working_day' }, undefined), {
    days: 7,
    unit: 'working',
  });
  assert.equal(valueFrom('calendar_period', { ...number, unit: 'working_day' }, undefined), undefined);
  assert.equal(valueFrom('amount', number, undefined), undefined);
  const share = { kind: 'share', value: 0.6667, unit: 'ratio', bound: null };
  assert.deepEqual(valueFrom('threshold', share, { of: 'present' }), {
    of: 'present',
    operator: 'atLeast',
    num: 2,
    den: 3,
  });
  assert.deepEqual(valueFrom('share', { ...share, value: 0.5, bound: 'more_than' }, undefined), {
    operator: 'moreThan',
    num: 1,
    den: 2,
  });
  assert.equal(valueFrom('quorum', share, undefined), undefined);
});
