/** Taps of the collection: kept on the phone at once, sent when there is a network; a tap sent twice is one payment. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { duesApi, type CollectionView } from '../../../../src/modules/dues/api.ts';
import { call } from '../../lib/client.ts';
import { clearDraft, findDraft, keepDraft } from '../../lib/draft.ts';
import { randomUuid } from '../../lib/idempotency.ts';
import { Problem } from '../../lib/problem.ts';

type Tap = InputOf<typeof duesApi.collectDues>['taps'][number];
type Kept = { waiting: Tap[] };
type Refused = { personId: string; message: string };

const retryMs = 5000;

/** What the screen asked for: the answer to a tap takes the place of its answer. */
export type Asked = InputOf<typeof duesApi.getCollection>;

export function useCollecting(view: CollectionView, asked: Asked) {
  const client = useQueryClient();
  const orgId = view.org.id;
  const name = `dues-taps:${orgId}`;
  const [kept, setKept] = useState<Kept>(() => (findDraft(name)?.values as Kept) ?? { waiting: [] });
  const [problem, setProblem] = useState<Problem>();
  const [refused, setRefused] = useState<Refused[]>([]);
  const current = useRef(kept);
  const busy = useRef(false);

  const keep = useCallback(
    (next: Kept) => {
      current.current = next;
      setKept(next);
      if (next.waiting.length === 0) clearDraft(name);
      else keepDraft(name, next);
    },
    [name],
  );

  const send = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      while (current.current.waiting.length > 0) {
        const taps = current.current.waiting.slice(0, 200);
        const reply = await call(duesApi.collectDues, {
          orgId,
          month: view.month,
          span: asked.span,
          taps,
        });
        const sent = new Set(taps.map((tap) => tap.tapId));
        keep({ waiting: current.current.waiting.filter((tap) => !sent.has(tap.tapId)) });
        const refusals = reply.answers.flatMap((answer): Refused[] => {
          const tap = taps.find((one) => one.tapId === answer.tapId);
          const [reason] = answer.because;
          return tap && reason ? [{ personId: tap.personId, message: reason.message }] : [];
        });
        if (refusals.length > 0) setRefused((before) => [...before, ...refusals]);
        client.setQueryData([duesApi.getCollection.path, asked], reply.view);
      }
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      // What the server refuses would be refused again; what it never heard is kept.
      if (!error.mayPass) keep({ waiting: [] });
    } finally {
      busy.current = false;
    }
  }, [asked, client, keep, orgId, view.month]);

  const tap = (people: { personId: string; months: string[] }[]) => {
    const paidAt = new Date().toISOString();
    const taps = people.map((one) => ({ ...one, tapId: randomUuid(), method: 'cash' as const, paidAt }));
    setRefused((before) => before.filter((one) => !people.some((other) => other.personId === one.personId)));
    keep({ waiting: [...current.current.waiting, ...taps] });
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

  const waitingFor = new Set(
    kept.waiting.flatMap((one) => one.months.map((month) => `${one.personId} ${month}`)),
  );
  const isTapped = (personId: string, month: string) => waitingFor.has(`${personId} ${month}`);
  return { isTapped, waiting: kept.waiting.length, problem, refused, tap };
}
