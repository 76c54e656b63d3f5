/** Reads a request into the one object that the endpoint's schema describes. */
import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import type { Endpoint } from './contract.ts';
import { refusalOfInput } from './problems.ts';

export type Input = { fields: Record<string, unknown>; upload: { name: string; bytes: Buffer } | undefined };

/** Largest JSON body and largest upload, in bytes. */
const largestBody = 1024 * 1024;
export const largestUpload = 25 * 1024 * 1024;

export async function readInput(c: Context, endpoint: Endpoint): Promise<Input> {
  const { values, upload } = await readValues(c, endpoint);
  // PostgreSQL keeps no NUL in a text; no keyboard types one.
  if (hasNul(values) || hasNul(c.req.param())) throw new Refusal('http.not_text', { status: 400 });
  const parsed = endpoint.request.safeParse({ ...values, ...c.req.param() });
  if (!parsed.success) throw refusalOfInput(parsed.error);
  return { fields: parsed.data as Record<string, unknown>, upload };
}

type Values = { values: Record<string, unknown>; upload: Input['upload'] };

async function readValues(c: Context, endpoint: Endpoint): Promise<Values> {
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE')
    return { values: c.req.query(), upload: undefined };
  requireSmall(c, endpoint.upload ? largestUpload : largestBody);
  if (endpoint.upload) return readUpload(c);
  const text = await c.req.text();
  if (text.length > largestBody) throw tooLarge(largestBody);
  return { values: text.trim() === '' ? {} : parseObject(text), upload: undefined };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const values: unknown = JSON.parse(text);
    if (values === null || typeof values !== 'object' || Array.isArray(values))
      throw new SyntaxError('not an object');
    return values as Record<string, unknown>; // neither null nor an array, see above
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('http.not_json', { status: 400 });
    throw error;
  }
}

/** Fields of a multipart form; `fields` holds the JSON of the rest, `file` the upload. */
async function readUpload(c: Context): Promise<Values> {
  let form: FormData;
  try {
    form = await c.req.formData();
  } catch {
    throw new Refusal('http.not_a_form', { status: 400 });
  }
  const file = form.get('file');
  if (!(file instanceof File)) throw new Refusal('upload.missing', { status: 400, field: 'file' });
  if (file.size > largestUpload) throw tooLarge(largestUpload);
  const fields = form.get('fields');
  return {
    values: typeof fields === 'string' ? parseObject(fields) : {},
    upload: { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) },
  };
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, inner]) => hasNul(key) || hasNul(inner));
}

function requireSmall(c: Context, largest: number): void {
  if (Number(c.req.header('content-length') ?? 0) > largest + 10_000) throw tooLarge(largest);
}

export function tooLarge(largest: number): Refusal {
  return new Refusal('http.too_large', {
    status: 413,
    params: { megabytes: Math.floor(largest / 1024 / 1024) },
  });
}
