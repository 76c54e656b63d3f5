/** From an endpoint row and its input to the parts of an HTTP request. */
import type { Endpoint } from '../../../src/kernel/http/contract.ts';

export type RequestParts = { address: string; rest: Record<string, unknown> };

/** Fills `:name` in the path from the input; what is left goes to the query (GET, DELETE) or the body. */
export function requestParts(endpoint: Endpoint, input: unknown): RequestParts {
  const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) }; // requests are objects by contract
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    if (value === undefined) throw new Error(`${endpoint.path} needs ${name}`);
    return encodeURIComponent(textOf(value));
  });
  if (endpoint.method === 'POST' || endpoint.method === 'PUT') return { address: path, rest };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, textOf(one));
    }
  }
  const text = query.toString();
  return { address: text ? `${path}?${text}` : path, rest: {} };
}

/** The address of a GET endpoint, for links to files. */
export function hrefOf(endpoint: Endpoint, input: unknown): string {
  return requestParts(endpoint, input).address;
}

/** The multipart body of an upload: `file`, and everything else as JSON in `fields`. */
export function uploadBody(rest: Record<string, unknown>, file: File): FormData {
  const body = new FormData();
  body.append('fields', JSON.stringify(rest));
  body.append('file', file, file.name);
  return body;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
