/**
 * What each figure of the board costs at 10³, 10⁴ and 10⁵ members, alone and in milliseconds, the dearest first, and how
 * it grows: `node bench/figures.ts`. The first time, and again when nothing has changed. Their floor is the bare count of
 * the members.
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

/** Milliseconds by figure and size: asked for the first time, and again. */
type Cost = { first: number[]; again: number[] };
const costs = new Map<string, Cost>();
for (const size of sizes) {
  await town.growTo(size);
  await measure('count(*) of members', () =>
    runAct(town.db, town.system(), (ctx) => sql`select count(*) from members`.execute(ctx.tx)),
  );
  for (const figure of figures)
    await measure(figure.key, () =>
      runAct(town.db, town.system(), (ctx) => figure.value(ctx, { paths: [root], asOf: ctx.today })),
    );
}
await town.close();

console.log('First / again, in milliseconds.\n');
console.log(`| figure | ${sizes.join(' | ')} | slope |`);
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const [key, { first, again }] of [...costs].toSorted((a, b) => last(b[1].first) - last(a[1].first)))
  console.log(
    `| ${key} | ${first.map((ms, i) => `${ms.toFixed(1)} / ${(again[i] ?? 0).toFixed(1)}`).join(' | ')} | ${slopeOf(first)} / ${slopeOf(again)} |`,
  );

async function measure(key: string, work: () => Promise<unknown>): Promise<void> {
  const cost = costs.get(key) ?? { first: [], again: [] };
  if (last(cost.first) > tooLongMs) return;
  costs.set(key, cost);
  const found: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    await work();
    found.push(performance.now() - began);
  }
  const [first = 0, ...again] = found;
  cost.first.push(first);
  cost.again.push(again.toSorted((a, b) => a - b)[Math.floor(again.length / 2)] ?? 0);
}

function last(found: readonly number[]): number {
  return found.at(-1) ?? 0;
}

function slopeOf(found: readonly number[]): string {
  if (found.length < 2) return '–';
  const growth = Math.log(last(found) / (found[0] ?? 1));
  return (growth / Math.log((sizes[found.length - 1] ?? 1) / (sizes[0] ?? 1))).toFixed(2);
}
