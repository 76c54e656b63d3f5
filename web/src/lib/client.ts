/** Calls the endpoints of the contract table; everything that is not a reply is thrown as a Problem. */
import i18next, { t } from 'i18next';
import { problemView } from '../../../src/kernel/http/answers.ts';
import type { Endpoint, InputOf, ReplyOf } from '../../../src/kernel/http/contract.ts';
import { randomUuid } from './idempotency.ts';
import { Problem } from './problem.ts';
import { requestParts, uploadBody, type RequestParts } from './request.ts';

export type CallOptions = {
  /** One for each submit; a repeat with the same key is answered as the first was. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** For endpoints with `upload`. */
  file?: File;
  /** Share of the upload that has left, 0–1. */
  onProgress?: (share: number) => void;
};

/** What the app does when the server no longer knows us, and when it wants the password again. */
type Hooks = { signedOut: () => Promise<void>; proveAgain: () => Promise<boolean> };

const hooks: Hooks = { signedOut: async () => {}, proveAgain: async () => false };

/** Set once by the app: `signedOut` leads to sign-in, `proveAgain` asks for the password and tells whether it was given. */
export function setCallHooks(given: Partial<Hooks>): void {
  Object.assign(hooks, given);
}

/**
 * The reply of an endpoint. A refusal `auth.step_up_required` asks for the password and repeats the call once.
 * @throws Problem for every answer that is not 2xx, and with code `network` when there is none.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<ReplyOf<E>> {
  const answer = await ask(endpoint, input, options);
  return (await answer.json()) as ReplyOf<E>; // the server sends only what the reply schema names
}

/** Fetches a file and hands it to the browser under the name the server gives it. */
export async function download<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<void> {
  const answer = await ask(endpoint, input, {});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = fileNameOf(answer);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function ask(endpoint: Endpoint, input: unknown, options: CallOptions): Promise<Response> {
  const key = options.idempotencyKey ?? randomUuid();
  const once = () => send(endpoint, requestParts(endpoint, input), { ...options, idempotencyKey: key });
  let answer = await once();
  if (answer.ok) return answer;
  let problem = await problemFrom(answer);
  if (problem.code === 'auth.step_up_required' && (await hooks.proveAgain())) {
    answer = await once();
    if (answer.ok) return answer;
    problem = await problemFrom(answer);
  }
  if (problem.status === 401 && endpoint.permission !== 'anyone') await hooks.signedOut();
  throw problem;
}

async function send(endpoint: Endpoint, parts: RequestParts, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': i18next.language };
  if (endpoint.method !== 'GET') {
    headers['X-Jishi'] = '1';
    headers['Idempotency-Key'] = options.idempotencyKey ?? randomUuid();
  }
  if (options.file) return sendFile(endpoint, parts, headers, options.file, options);
  const hasBody = endpoint.method === 'POST' || endpoint.method === 'PUT';
  if (hasBody) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(parts.address, {
      method: endpoint.method,
      headers,
      body: hasBody ? JSON.stringify(parts.rest) : null,
      credentials: 'same-origin',
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw noConnection();
  }
}

/** XMLHttpRequest, because fetch cannot tell how much of an upload has left. */
function sendFile(
  endpoint: Endpoint,
  parts: RequestParts,
  headers: Record<string, string>,
  file: File,
  options: CallOptions,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, parts.address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('load', () =>
      resolve(new Response(request.responseText, { status: request.status })),
    );
    request.addEventListener('error', () => reject(noConnection()));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(uploadBody(parts.rest, file));
  });
}

async function problemFrom(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  const parsed = problemView.safeParse(body);
  if (parsed.success) return new Problem(answer.status, parsed.data);
  // A proxy or a server that is just starting answers without our shape.
  return new Problem(answer.status, { code: 'server', message: t('problem.server'), reasons: [] });
}

function noConnection(): Problem {
  return new Problem(0, { code: 'network', message: t('problem.network'), reasons: [] });
}

function fileNameOf(answer: Response): string {
  const header = answer.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(header)?.[1] ?? 'download';
}
