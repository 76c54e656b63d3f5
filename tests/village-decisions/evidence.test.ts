import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import type { Town } from '../support/town.ts';
import { done, openVillage, startCase, view } from './story.ts';

const record = () => new File(['走访三组12户，赞成11户。'], '走访记录.txt', { type: 'text/plain' });

describe('evidence of a matter', () => {
  let town: Town;
  before(async () => {
    town = await openVillage();
  });
  after(() => town.close());

  it('stands at its step, opens for who may read the matter, and comes off with the reason', async () => {
    const { id } = await startCase(town, '2026-03-02');
    const input = { id, step: 'motion', kind: 'consult_record' } as const;
    const added = await town.call('小唐', api.addEvidence, input, { file: record() });
    assert.equal(added.status, 200);
    const [file] = added.body.evidence;
    assert.deepEqual(
      [file?.step, file?.kind, file?.name, file?.by],
      ['motion', 'consult_record', '走访记录.txt', '小唐'],
    );
    assert.ok(file);
    const of = { id, fileId: file.fileId };
    assert.match(String((await town.call('监主任', api.getEvidence, of)).body), /走访三组12户/u);
    assert.equal((await town.call('柳党员', api.getEvidence, of)).status, 403);
    assert.equal((await town.call('石支书', api.getEvidence, of)).status, 404);
    assert.equal((await town.call('监主任', api.removeEvidence, { ...of, reason: '不要了' })).status, 403);
    assert.equal((await view(town, id)).evidence.length, 1);
    const after = await done(town, '小唐', api.removeEvidence, { ...of, reason: '传错了文件' });
    assert.deepEqual(after.evidence, []);
    assert.equal((await town.call('监主任', api.getEvidence, of)).status, 404);
  });

  it('is never asked for, and is refused for what is filed, of a wrong type or of another village', async () => {
    const { id, version } = await startCase(town, '2026-03-03');
    const input = { id, step: 'review', kind: 'photo' } as const;
    const wrong = new File([new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])], '照片.exe');
    assert.equal((await town.call('小唐', api.addEvidence, input, { file: wrong })).status, 415);
    assert.equal((await town.call('石支书', api.addEvidence, input, { file: record() })).status, 404);
    await done(town, '柳支书', api.withdraw, { id, version, why: '与上级规划冲突' });
    const late = await town.call('小唐', api.addEvidence, input, { file: record() });
    assert.equal(late.status, 409);
    assert.equal(late.problem.code, 'village_decisions.not_at_this_stage');
    assert.deepEqual((await view(town, id)).evidence, []);
  });
});

describe('the supervision committee', () => {
  it('gives its opinion at each step; only the one on the result serves for filing', async () => {
    const town = await openVillage();
    const { id, version } = await startCase(town, '2026-03-02');
    const at = await done(town, '监主任', api.supervise, {
      id,
      version,
      on: '2026-03-02',
      text: '动议有走访记录，程序合规。',
    });
    assert.deepEqual(
      at.opinions.map((one) => [one.state, one.by]),
      [['motion', '监主任']],
    );
    assert.equal(at.supervision, null, 'the opinion before filing is still to come');
    const next = { id, version: at.version, on: '2026-03-02', text: '建议补充概算依据。' };
    assert.equal((await done(town, '监主任', api.supervise, next)).opinions.length, 2);
    assert.equal((await town.call('柳支书', api.supervise, next)).status, 403);
    await town.close();
  });
});
