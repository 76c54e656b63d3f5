import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedYears } from '../../src/kernel/clock/store.ts';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { correctionsApi as api } from '../../src/modules/member-rights/corrections-api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('corrections of the own record', () => {
  let town: Town;
  let member = '';
  before(async () => {
    town = await openTown();
    await town.act('system', 'system', seedYears);
    town.setToday('2026-09-01');
    const [first = '', secretary = ''] = await enterMembers(town, ['柳党员', '柳支书']);
    member = first;
    for (const [who, personId] of [
      ['柳党员', member],
      ['柳支书', secretary],
    ] as const)
      await town.owner
        .updateTable('accounts')
        .set({ person_id: personId })
        .where('id', '=', town.accounts[who])
        .execute();
  });
  after(() => town.close());

  async function done<E extends Endpoint>(who: Person, row: E, input: InputOf<E>): Promise<ReplyOf<E>> {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    return answer.body;
  }
  async function refusedFor<E extends Endpoint>(who: Person, row: E, input: InputOf<E>, status: number) {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.problem.reasons.map((reason) => reason.code);
  }
  const ask = (
    field: 'education' | 'joined_on' | 'degree' | 'school',
    value: string,
    who: Person = '柳党员',
  ) => done(who, api.askForCorrection, { field, value, why: '毕业证' });
  const fieldsNow = async () => (await done('林委员', membersApi.getMember, { id: member })).fields;

  it('the record is put right with the request as the reason, and both values stay', async () => {
    town.setToday('2026-09-21');
    const { id } = await ask('joined_on', '1995-06-28');
    const [own] = (await done('柳党员', api.listOwnCorrections, {})).rows;
    assert.equal(own?.dueOn, '2026-10-19', 'fifteen working days over the holidays');
    const work = await done('柳支书', workApi.listWork, {});
    assert.ok(work.mine.some((item) => item.path === `/record-corrections/${id}`));
    const decided = await done('柳支书', api.acceptCorrection, { id });
    assert.deepEqual(
      [decided.state, decided.stood, decided.proposed],
      ['accepted', '1995-07-01', '1995-06-28'],
    );
    assert.equal((await fieldsNow())['joined_on'], '1995-06-28');
    const { changes } = await done('林委员', membersApi.listChanges, { id: member });
    assert.equal(changes[0]?.reason, '毕业证');
    assert.deepEqual(await refusedFor('柳支书', api.refuseCorrection, { id, because: '没有依据' }, 409), [
      'member_rights.correction_decided',
    ]);
  });

  it('it is refused with a reason only, and the record stays', async () => {
    const { id } = await ask('degree', '学士');
    assert.equal((await town.call('柳支书', api.refuseCorrection, { id, because: '' })).status, 400);
    const refused = await done('柳支书', api.refuseCorrection, { id, because: '没有毕业证' });
    assert.equal(refused.decided?.because, '没有毕业证');
    assert.equal((await fieldsNow())['degree'], undefined);
  });

  it('what the field cannot hold, what stands so already and a second request are refused at their place', async () => {
    const wanted = { field: 'joined_on' as const, value: '1995-02-31', why: '志愿书' };
    assert.deepEqual(await refusedFor('柳党员', api.askForCorrection, wanted, 422), ['input.invalid_format']);
    assert.deepEqual(
      await refusedFor('柳党员', api.askForCorrection, { ...wanted, value: '1995-06-28' }, 422),
      ['member_rights.stands_so_already'],
    );
    await ask('school', '农业学校');
    assert.deepEqual(
      await refusedFor(
        '柳党员',
        api.askForCorrection,
        { field: 'school', value: '师范', why: '毕业证' },
        409,
      ),
      ['member_rights.correction_open'],
    );
  });

  it('what the rules of the roll forbid is refused, and the request stays open', async () => {
    const { id } = await ask('joined_on', '2025-01-01');
    const answer = await town.call('柳支书', api.acceptCorrection, { id });
    assert.equal(answer.status, 422);
    assert.equal((await done('柳支书', api.getCorrection, { id })).state, 'open');
    assert.equal((await fieldsNow())['joined_on'], '1995-06-28');
    await done('柳党员', api.withdrawCorrection, { id });
  });

  it('nobody decides on the own request, nor elsewhere, nor without the right', async () => {
    const { id } = await ask('education', '大专', '柳支书');
    assert.deepEqual(await refusedFor('柳支书', api.acceptCorrection, { id }, 403), [
      'member_rights.own_correction',
    ]);
    assert.deepEqual(await refusedFor('石支书', api.getCorrection, { id }, 404), ['not_found']);
    assert.deepEqual(await refusedFor('柳党员', api.withdrawCorrection, { id }, 404), ['not_found']);
    for (const who of ['周书记', '小唐', '纪书记', '柳党员'] as const)
      assert.equal((await town.call(who, api.acceptCorrection, { id })).status, 403, who);
    assert.equal((await done('许干事', api.acceptCorrection, { id })).state, 'accepted');
  });

  it('a paper is added by the member and read by whoever decides', async () => {
    const { id } = await ask('degree', '学士');
    const file = new File(['毕业证'], '毕业证.txt', { type: 'text/plain' });
    assert.equal((await town.call('柳党员', api.addOwnCorrectionFile, { id }, { file })).status, 200);
    assert.equal((await done('柳支书', api.listCorrectionFiles, { id })).files.length, 1);
    assert.deepEqual(await refusedFor('石支书', api.listCorrectionFiles, { id }, 404), ['not_found']);
  });
});
