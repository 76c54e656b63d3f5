/**
 * What each figure of the board costs at 10³, 10⁴ and 10⁵ members, alone and in milliseconds, the dearest first, and how
 * it grows: `node bench/figures.ts`. Its floor is the count of the members themselves.
 */
import { sql } from 'kysely';
import { runAct } from '../src/kernel/ctx.ts';
import { institutions } from '../src/modules/institutions.ts';
import { openTown } from './town.ts';

const sizes = [1_000, 10_000, 100_000];
const rounds = 3;
/** Whoever waits longer than this for one number gives up; it is not asked again at a larger size. */
const tooLongMs = 5_000;

const town = await openTown();
const figures = [
  ...new Map(institutions.flatMap((one) => one.figures).map((figure) => [figure.key, figure])).values(),
];
const root = await runAct(town.db, town.system(), async (ctx) => {
  const { rows } = await sql<{ path: string }>`
    select path from organizations where kind = 'township_party_committee'
  `.execute(ctx.tx);
  return rows[0]?.path ?? '';
});

const cost = new Map<string, number[]>();
for (const size of sizes) {
  await town.growTo(size);
  const floor = await timed(async () => {
    await runAct(town.db, town.system(), (ctx) => sql`select count(*) from members`.execute(ctx.tx));
  });
  note('count(*) of members', floor);
  for (const figure of figures) {
    const before = cost.get(figure.key)?.at(-1) ?? 0;
    if (before > tooLongMs) continue;
    note(
      figure.key,
      await timed(() =>
        runAct(town.db, town.system(), async (ctx) => {
          await figure.value(ctx, { paths: [root], asOf: ctx.today });
        }),
      ),
    );
  }
}
await town.close();

console.log(`| figure | ${sizes.join(' | ')} | slope |`);
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const [key, found] of [...cost].toSorted((a, b) => (b[1].at(-1) ?? 0) - (a[1].at(-1) ?? 0)))
  console.log(`| ${key} | ${found.map((ms) => ms.toFixed(1)).join(' | ')} | ${slopeOf(found).toFixed(2)} |`);

function note(key: string, ms: number): void {
  cost.set(key, [...(cost.get(key) ?? []), ms]);
}

/** Milliseconds, the middle of the rounds; one round where it takes too long. */
async function timed(work: () => Promise<void>): Promise<number> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    found.push(performance.now() - began);
    if ((found[0] ?? 0) > tooLongMs) break;
  }
  return found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)] ?? 0;
}

function slopeOf(found: readonly number[]): number {
  const [first, last] = [found[0] ?? 0, found.at(-1) ?? 0];
  if (found.length < 2) return 0;
  return Math.log(last / first) / Math.log((sizes[found.length - 1] ?? 1) / (sizes[0] ?? 1));
}
