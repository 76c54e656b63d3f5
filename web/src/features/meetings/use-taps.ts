/** Attendance taps: kept on the phone at once, sent when there is a network; the server keeps every tap. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { call } from '../../lib/client.ts';
import { clearDraft, findDraft, keepDraft } from '../../lib/draft.ts';
import { randomUuid } from '../../lib/idempotency.ts';
import { Problem } from '../../lib/problem.ts';

export type TapStatus = 'present' | 'excused' | 'absent';
type Tap = { attendeeId: string; status: TapStatus; reason?: string; tappedAt: string };

/** `sending` went out under its key and got no answer yet: it is sent again as it was. */
type Kept = { waiting: Tap[]; sending?: { requestKey: string; taps: Tap[] } };

/** A tap of this phone over which a later one of another stands. */
export type Overtaken = { attendeeId: string; name: string; mine: Tap; theirs: TapStatus; by: string };

const retryMs = 5000;

export function useTaps(meeting: MeetingView) {
  const client = useQueryClient();
  const name = `meeting-taps:${meeting.id}`;
  const [kept, setKept] = useState<Kept>(() => (findDraft(name)?.values as Kept) ?? { waiting: [] });
  const [problem, setProblem] = useState<Problem>();
  const [overtaken, setOvertaken] = useState<Overtaken[]>([]);
  const current = useRef(kept);
  const busy = useRef(false);

  const keep = useCallback(
    (next: Kept) => {
      current.current = next;
      setKept(next);
      if (next.waiting.length === 0 && !next.sending) clearDraft(name);
      else keepDraft(name, next);
    },
    [name],
  );

  const send = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      while (current.current.sending || current.current.waiting.length > 0) {
        const { waiting, sending } = current.current;
        const batch = sending ?? { requestKey: randomUuid(), taps: waiting };
        keep({ waiting: sending ? waiting : [], sending: batch });
        const view = await call(
          meetingsApi.tapAttendance,
          { id: meeting.id, taps: batch.taps },
          { idempotencyKey: batch.requestKey },
        );
        keep({ waiting: current.current.waiting });
        setOvertaken((before) => overtakenOf(before, batch.taps, view));
        client.setQueryData([meetingsApi.getMeeting.path, { id: meeting.id }], view);
      }
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // What the server never heard is kept and said to wait; what it refuses would be refused again.
      if (error.mayPass) return;
      setProblem(error);
      keep({ waiting: current.current.waiting });
    } finally {
      busy.current = false;
    }
  }, [client, keep, meeting.id]);

  const tap = (taps: Omit<Tap, 'tappedAt'>[]) => {
    const tappedAt = new Date().toISOString();
    keep({
      ...current.current,
      waiting: [...current.current.waiting, ...taps.map((one) => ({ ...one, tappedAt }))],
    });
    void send();
  };

  useEffect(() => {
    // The network comes back outside React: listen for it, and look again now and then.
    const again = () => void send();
    window.addEventListener('online', again);
    const timer = setInterval(again, retryMs);
    again();
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [send]);

  const open = [...(kept.sending?.taps ?? []), ...kept.waiting];
  const localOf = new Map(open.map((one) => [one.attendeeId, one]));
  const attendees = meeting.attendees.map((one) => {
    const local = localOf.get(one.id);
    return local ? { ...one, status: local.status, reason: local.reason ?? null } : one;
  });
  const seen = (attendeeId: string) =>
    setOvertaken((before) => before.filter((one) => one.attendeeId !== attendeeId));
  return { attendees, waiting: open.length, problem, overtaken, tap, seen };
}

/** Of each person only the last tap of this phone is looked at; one that stands now is no surprise any more. */
function overtakenOf(before: Overtaken[], taps: Tap[], view: MeetingView): Overtaken[] {
  const sent = new Map(taps.map((one) => [one.attendeeId, one]));
  const fresh = view.attendees.flatMap((one) => {
    const mine = sent.get(one.id);
    if (!mine || mine.status === one.status || one.status === 'unknown') return [];
    return [{ attendeeId: one.id, name: one.name, mine, theirs: one.status, by: one.by ?? '' }];
  });
  return [...before.filter((one) => !sent.has(one.attendeeId)), ...fresh];
}
