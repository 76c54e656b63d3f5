/** What the tests of meetings share: members on the roll, a meeting brought as far as a test needs it. */
import assert from 'node:assert/strict';
import { meetingsApi, type MeetingView } from '../../src/modules/meetings/api.ts';
import type { MeetingKind } from '../../src/modules/meetings/choices.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import type { Person, Place, Town } from '../support/town.ts';

let made = 0;

/** A number of nobody: the region 999999 is not given to any place. */
function nextNumber(): string {
  made += 1;
  const first17 = `99999919700101${String(made * 2 + 1).padStart(3, '0')}`;
  return first17 + checkDigitOf(first17);
}

export async function enterMembers(
  town: Town,
  names: string[],
  options: { at?: Place; kind?: 'full' | 'probationary' } = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const { status, body, problem } = await town.call('林委员', membersApi.registerMember, {
      name,
      sex: 'male',
      idNo: nextNumber(),
      branchId: town.orgs[options.at ?? '柳树村支部'].id,
      kind: options.kind ?? 'full',
      joinedOn: options.kind === 'probationary' ? '2026-03-01' : '1995-07-01',
      ...(options.kind !== 'probationary' && { convertedOn: '1996-07-01' }),
      asAt: options.kind === 'probationary' ? '2026-03-01' : '2020-01-01',
    });
    assert.equal(status, 200, JSON.stringify(problem));
    ids.push(body.id);
  }
  return ids;
}

export async function plan(
  town: Town,
  options: {
    who?: Person;
    at?: Place;
    kind?: MeetingKind;
    on?: string;
    agenda?: string[];
    title?: string;
  } = {},
): Promise<MeetingView> {
  const who = options.who ?? '柳支书';
  const planned = await town.call(who, meetingsApi.planMeeting, {
    orgId: town.orgs[options.at ?? '柳树村支部'].id,
    kind: options.kind ?? 'branch_members_meeting',
    title: options.title ?? '四季度党员大会',
    place: '村党群服务中心',
    plannedOn: options.on ?? '2026-11-23',
    startsAt: '15:00',
    agenda: options.agenda ?? ['学习文件'],
  });
  assert.equal(planned.status, 200, JSON.stringify(planned.problem));
  return (await town.call(who, meetingsApi.getMeeting, { id: planned.body.id })).body;
}

export async function begun(
  town: Town,
  options: Parameters<typeof plan>[1] & { toldOn?: string } = {},
): Promise<MeetingView> {
  const meeting = await plan(town, options);
  const { status, body, problem } = await town.call(options.who ?? '柳支书', meetingsApi.beginMeeting, {
    id: meeting.id,
    version: meeting.version,
    ...(options.toldOn && { toldOn: options.toldOn }),
  });
  assert.equal(status, 200, JSON.stringify(problem));
  return body;
}

/** Marks the first `present` people with a vote present and everybody else absent. */
export async function mark(
  town: Town,
  meeting: MeetingView,
  present: number,
  who: Person = '柳支书',
): Promise<MeetingView> {
  let left = present;
  const taps = meeting.attendees
    .filter((one) => !one.guest)
    .map((one) => {
      const comes = one.votes && left > 0;
      if (comes) left -= 1;
      return {
        attendeeId: one.id,
        status: comes ? ('present' as const) : ('absent' as const),
        tappedAt: '2026-11-23T03:59:00Z',
      };
    });
  const answer = await town.call(who, meetingsApi.tapAttendance, { id: meeting.id, taps });
  assert.equal(answer.status, 200, JSON.stringify(answer.problem));
  return answer.body;
}

/** Writes every point and closes. */
export async function close(town: Town, id: string, who: Person = '柳支书') {
  const { body: meeting } = await town.call(who, meetingsApi.getMeeting, { id });
  for (const item of meeting.items) {
    const written = await town.call(who, meetingsApi.writeMinutes, {
      id,
      itemId: item.id,
      version: item.version,
      minutes: '会议讨论了本议题，形成一致意见。',
    });
    assert.equal(written.status, 200);
  }
  return town.call(who, meetingsApi.closeMeeting, {
    id,
    version: meeting.version,
    host: '柳支书',
    recorder: '小唐',
  });
}

/** What an act on a meeting names: which one, and as last seen. */
export function at({ id, version }: MeetingView): { id: string; version: number } {
  return { id, version };
}
