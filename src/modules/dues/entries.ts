/** Movements of money in double entry: every one is a list of lines that sum to zero. Fen. */
import type { Account } from './choices.ts';

export type Line<Org = string> = { org: Org; account: Account; fen: number };

/** Money taken from a member: the branch holds it, from dues and from what was given beyond them. */
export function paymentLines<Org>(org: Org, sum: { duesFen: number; extraFen: number }): Line<Org>[] {
  return moved([
    { org, account: 'cash', fen: sum.duesFen + sum.extraFen },
    { org, account: 'dues', fen: -sum.duesFen },
    { org, account: 'extra', fen: -sum.extraFen },
  ]);
}

/** The same lines the other way round. */
export function reversed<Org>(lines: readonly Line<Org>[]): Line<Org>[] {
  return lines.map((line) => ({ ...line, fen: -line.fen }));
}

/** Handed over by the branch, not yet confirmed by the town. */
export function handedUpLines<Org>(branch: Org, fen: number): Line<Org>[] {
  return [
    { org: branch, account: 'cash', fen: -fen },
    { org: branch, account: 'on_the_way', fen },
  ];
}

export function receivedLines<Org>(branch: Org, town: Org, fen: number): Line<Org>[] {
  return [
    { org: branch, account: 'on_the_way', fen: -fen },
    { org: town, account: 'cash', fen },
  ];
}

export function toCountyLines<Org>(town: Org, fen: number): Line<Org>[] {
  return [
    { org: town, account: 'cash', fen: -fen },
    { org: town, account: 'county', fen },
  ];
}

export function fromCountyLines<Org>(town: Org, fen: number): Line<Org>[] {
  return [
    { org: town, account: 'cash', fen },
    { org: town, account: 'from_county', fen: -fen },
  ];
}

/** Returned to a branch: its own entry, never netted against what the branch handed up. */
export function returnedLines<Org>(town: Org, branch: Org, fen: number): Line<Org>[] {
  return [
    { org: town, account: 'cash', fen: -fen },
    { org: branch, account: 'cash', fen },
  ];
}

function moved<Org>(lines: Line<Org>[]): Line<Org>[] {
  return lines.filter((line) => line.fen !== 0);
}
