/** An act that outlives a lost network: kept on the device under its key, sent again until the server has answered it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Endpoint, InputOf, ReplyOf } from '../../../src/kernel/http/contract.ts';
import { call } from './client.ts';
import { clearDraft, findDraft, keepDraft } from './draft.ts';
import { randomUuid } from './idempotency.ts';
import { Problem } from './problem.ts';
import { readAgain, type Act, type ActInput } from './use-endpoint.ts';

type Kept<E extends Endpoint> = { requestKey: string; input: InputOf<E> };

const retryMs = 5000;

/**
 * `name` is the place on this device; one act waits there at a time, a newer one takes its place. `waiting` while the
 * server has not answered. A refusal ends the waiting and is thrown as from any act.
 */
export function useKeptAct<E extends Endpoint>(
  endpoint: E,
  name: string,
  options: { invalidates?: Endpoint[]; onSent?: (reply: ReplyOf<E>, input: InputOf<E>) => void },
): { act: Act<E>; waiting: boolean } {
  const client = useQueryClient();
  const [kept, setKept] = useState(() => findDraft(name)?.values as Kept<E> | undefined); // written below
  const keep = (next: Kept<E> | undefined) => {
    setKept(next);
    if (next) keepDraft(name, next);
    else clearDraft(name);
  };
  const act = useMutation<ReplyOf<E>, Problem, ActInput<E>>({
    networkMode: 'always', // without a network it is kept, not paused
    mutationFn: ({ input }) => {
      const isSame = kept && JSON.stringify(kept.input) === JSON.stringify(input);
      const next = isSame ? kept : { requestKey: randomUuid(), input };
      keep(next);
      return call(endpoint, input, { idempotencyKey: next.requestKey });
    },
    onError: (problem) => {
      if (!(problem instanceof Problem) || !problem.mayPass) keep(undefined);
    },
    onSuccess: async (reply, { input }) => {
      keep(undefined);
      await readAgain(client, options.invalidates ?? []);
      options.onSent?.(reply, input);
    },
  });
  const again = useRef(() => {});
  useEffect(() => {
    again.current = () => {
      if (kept && !act.isPending) act.mutate({ input: kept.input });
    };
  });
  useEffect(() => {
    // The network comes back outside React: listen for it, and look again now and then.
    const send = () => again.current();
    window.addEventListener('online', send);
    const timer = setInterval(send, retryMs);
    return () => {
      window.removeEventListener('online', send);
      clearInterval(timer);
    };
  }, []);
  return { act, waiting: kept !== undefined };
}
