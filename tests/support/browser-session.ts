/** A browser at the town's address: keeps its cookies, sends what our pages send. */
import { randomUUID } from 'node:crypto';
import type { Endpoint, InputOf } from '../../src/kernel/http/contract.ts';
import { requestFor, type Answer, type Town } from './town.ts';

export type Browser = {
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Answer<E>>;
  /** A navigation, as typing an address or following a link; redirects are not followed. */
  visit(path: string): Promise<Response>;
};

export function openBrowser(town: Pick<Town, 'app'>): Browser {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await town.app.http.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=', 2);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  return {
    visit: (path) => send(path),
    async call(endpoint, input) {
      const headers = { 'x-jishi': '1', 'idempotency-key': randomUUID() };
      const [path, init] = requestFor(endpoint, input as Record<string, unknown>, headers);
      const response = await send(path, init);
      const body: unknown = (response.headers.get('content-type') ?? '').includes('json')
        ? await response.json()
        : Buffer.from(await response.arrayBuffer());
      return { status: response.status, body, problem: body } as never; // the caller's status check tells which it is
    },
  };
}
