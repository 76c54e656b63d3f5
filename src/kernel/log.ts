/** The server's log: one JSON line for each event, without personal data whatever is thrown at it. */
import { pino, type DestinationStream, type Logger } from 'pino';

/** ID numbers, phone and bank numbers, and anything as long; also with blanks or dashes between the digits. */
const longNumber = /\d(?:[ -]?\d){10,}[Xx]?/gu;
const address = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
const secret = /((?:password|passwd|secret|token|code)["']?\s*[:=]\s*["']?)[^"'\s,}&]+/giu;
const login = /(\w+:\/\/)[^\s/@]+@/gu;
/** What stands in quotes in a database's message is a value that somebody typed. */
const quotedChinese = /(["“'])[^"”'\n]*\p{Script=Han}[^"”'\n]*(["”'])/gu;

/** A text without long numbers, mail addresses, secrets and names in quotes. */
export function scrub(text: string): string {
  return text
    .replaceAll(login, '$1***@')
    .replaceAll(secret, '$1***')
    .replaceAll(longNumber, '***')
    .replaceAll(address, '***')
    .replaceAll(quotedChinese, '$1***$2');
}

/** `level` as pino names it; `to` is standard output unless told. */
export function openLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: plainError },
    formatters: { level: (label: string) => ({ level: label }), log: scrubbed },
  };
  return to ? pino(options, to) : pino(options);
}

function scrubbed(line: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(line).map(([key, value]) => [key, scrubbedValue(value)]));
}

function scrubbedValue(value: unknown): unknown {
  if (typeof value === 'string') return scrub(value);
  if (value instanceof Error) return plainError(value);
  if (Array.isArray(value)) return value.map(scrubbedValue);
  if (value !== null && typeof value === 'object') return scrubbed(value as Record<string, unknown>); // a plain object of ours
  return value;
}

/** Of an error only what finds the mistake: a database's `detail` and `where` quote whole rows and stay out. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const plain: Record<string, unknown> = {
    type: error.name,
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
  };
  for (const key of ['code', 'constraint', 'table', 'column', 'routine'] as const) {
    const value = (error as Error & Record<typeof key, unknown>)[key];
    if (typeof value === 'string') plain[key] = value;
  }
  if (error.cause instanceof Error) plain['cause'] = plainError(error.cause);
  return plain;
}
