/**
 * One text for one value, for hashes (after RFC 8785): keys sorted as text, no blanks, Temporal values as ISO text, undefined
 * left out. A number that JSON cannot say throws, since it would hash like null.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON());
    const members = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      // By code units; an object built from sorted entries would put keys that look like numbers first.
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('not a number that JSON can say');
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`JSON cannot say a ${typeof value}`);
  return text;
}
