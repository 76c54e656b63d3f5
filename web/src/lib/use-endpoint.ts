/** Endpoints as React hooks: reading with cache, acting with one key for one submit. */
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useState } from 'react';
import type { Endpoint, InputOf, ReplyOf } from '../../../src/kernel/http/contract.ts';
import { call } from './client.ts';
import { submitKeys } from './idempotency.ts';
import { Problem } from './problem.ts';

export type ReadOptions = {
  enabled?: boolean;
  /** Keep showing the last rows while the next page loads. */
  keepPrevious?: boolean;
  /** Milliseconds between two looks, for what others change meanwhile (a live quorum). */
  every?: number;
};

/** The reply of a reading endpoint, cached under its path and input. */
export function useEndpoint<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: ReadOptions = {},
): UseQueryResult<ReplyOf<E>, Problem> {
  return useQuery<ReplyOf<E>, Problem>({
    queryKey: [endpoint.path, input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

export type Act<E extends Endpoint> = UseMutationResult<ReplyOf<E>, Problem, ActInput<E>>;
export type ActInput<E extends Endpoint> = {
  input: InputOf<E>;
  file?: File;
  onProgress?: (share: number) => void;
};

/**
 * An act: `act.mutate({ input })`. After success the named reading endpoints are read again.
 * A submit that got no answer keeps its key, so that pressing the button once more cannot do it twice.
 */
export function useAct<E extends Endpoint>(
  endpoint: E,
  options: { invalidates?: Endpoint[]; onDone?: (reply: ReplyOf<E>) => void } = {},
): Act<E> {
  const client = useQueryClient();
  const [keys] = useState(submitKeys);
  return useMutation<ReplyOf<E>, Problem, ActInput<E>>({
    mutationFn: ({ input, file, onProgress }) =>
      call(endpoint, input, {
        idempotencyKey: keys.keyFor([input, file?.name, file?.size]),
        ...(file ? { file } : {}),
        ...(onProgress ? { onProgress } : {}),
      }),
    onError: async (problem) => {
      if (!(problem instanceof Problem) || !problem.mayPass) keys.answered();
      // What one looked at was old: the next press acts on what stands now. A form with two sides waits for a choice.
      if (problem.code === 'stale' && !problem.both) await readAgain(client, options.invalidates ?? []);
    },
    onSuccess: async (reply) => {
      keys.answered();
      await readAgain(client, options.invalidates ?? []);
      options.onDone?.(reply);
    },
  });
}

/** Marks what was read from these endpoints as old. */
export async function readAgain(client: QueryClient, endpoints: Endpoint[]): Promise<void> {
  await Promise.all(endpoints.map((one) => client.invalidateQueries({ queryKey: [one.path] })));
}
