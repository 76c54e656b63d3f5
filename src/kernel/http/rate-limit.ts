/** Token buckets in memory: one for each session or address, a stricter one for attempts to sign in. */
import { Refusal } from '../refusal.ts';

/** `burst` requests at once, then `perMinute`. */
export type Allowance = { burst: number; perMinute: number };

/** A busy clerk with several pages open stays far below; a whole village behind one address shares the second line. */
export const allowances = {
  session: { burst: 200, perMinute: 600 },
  address: { burst: 300, perMinute: 900 },
  signIn: { burst: 20, perMinute: 20 },
  /** What people without an account write: objections, codes of answers. */
  written: { burst: 10, perMinute: 1 },
} as const satisfies Record<string, Allowance>;

export type Purpose = keyof typeof allowances;

export type RateLimit = {
  /** Takes one token. Refuses `http.too_many_requests` (429) with the seconds until the next one. */
  require(purpose: Purpose, who: string, nowMs: number): void;
  /** How many buckets are kept; a bucket that is full again is forgotten. */
  size(): number;
};

type Bucket = { tokens: number; atMs: number };

const mostBuckets = 20_000;

export function createRateLimit(table: Record<Purpose, Allowance> = allowances): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    require(purpose, who, nowMs) {
      const { burst, perMinute } = table[purpose];
      const key = `${purpose}:${who}`;
      const before = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
      const grown = before.tokens + (Math.max(0, nowMs - before.atMs) / 60_000) * perMinute;
      const tokens = Math.min(burst, grown);
      // Taken out and put back, so that the map's order is the order of last use.
      buckets.delete(key);
      if (tokens < 1) {
        buckets.set(key, { tokens, atMs: nowMs });
        const seconds = Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60));
        throw new Refusal('http.too_many_requests', { status: 429, params: { seconds } });
      }
      buckets.set(key, { tokens: tokens - 1, atMs: nowMs });
      forgetOldest(buckets);
    },
    size: () => buckets.size,
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    if (buckets.size <= mostBuckets) return;
    buckets.delete(key);
  }
}
