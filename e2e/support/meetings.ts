/** Meetings that other journeys build on, held by the acts of the contract; how they are held has journeys of its own. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { meetingsApi as api } from '../../src/modules/meetings/api.ts';
import type { MeetingKind } from '../../src/modules/meetings/choices.ts';
import { requestFor } from '../../tests/support/town.ts';
import { day } from './people.ts';

/** A meeting of today in the first organization that may hold it, everybody there, `question` decided by hands, the record closed. */
export async function holdMeeting(
  page: Page,
  held: { kind: MeetingKind; title: string; question?: string },
): Promise<string> {
  const { organizations } = await ask(page, api.planOptions, {});
  const place = organizations.find((one) => one.kinds.some(({ kind }) => kind === held.kind));
  assert.ok(place, `nobody may hold ${held.kind}`);
  const { id } = await ask(page, api.planMeeting, {
    orgId: place.id,
    kind: held.kind,
    title: held.title,
    place: '村党群服务中心',
    plannedOn: day(0),
    startsAt: '09:00',
    agenda: [held.title],
  });
  const { version } = await ask(page, api.getMeeting, { id });
  const { attendees, items } = await ask(page, api.beginMeeting, { id, version });
  await ask(page, api.tapAttendance, {
    id,
    taps: attendees.map((one) => ({
      attendeeId: one.id,
      status: 'present' as const,
      tappedAt: Temporal.Now.instant().toString(),
    })),
  });
  for (const item of items)
    await ask(page, api.writeMinutes, {
      id,
      itemId: item.id,
      version: item.version,
      minutes: '逐项进行了讨论，形成一致意见。',
    });
  if (held.question) await decide(page, id, held.question);
  const before = await ask(page, api.getMeeting, { id });
  await ask(page, api.closeMeeting, { id, version: before.version, host: '柳大山', recorder: '唐小雨' });
  return id;
}

async function decide(page: Page, id: string, question: string): Promise<void> {
  const { attendees } = await ask(page, api.getMeeting, { id });
  const { voteId } = await ask(page, api.openVote, { id, question, mode: 'hands' });
  const yes = attendees.filter((one) => one.votes && !one.guest).length;
  await ask(page, api.countHands, { id, voteId, yes, no: 0, abstain: 0 });
}

/** Calls an endpoint with the session of a page. */
async function ask<E extends Endpoint>(page: Page, endpoint: E, input: InputOf<E>): Promise<ReplyOf<E>> {
  const [path, { method, headers, body }] = requestFor(endpoint, input as Record<string, unknown>, {
    'x-jishi': '1',
    'idempotency-key': randomUUID(),
  });
  const answer = await page.request.fetch(path, {
    method: method ?? 'GET',
    headers: headers as Record<string, string>, // as given above
    ...(typeof body === 'string' && { data: body }),
  });
  assert.equal(answer.status(), 200, `${path} ${await answer.text()}`);
  return (await answer.json()) as ReplyOf<E>; // the contract's own reply
}
