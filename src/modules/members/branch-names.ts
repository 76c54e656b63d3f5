/** Finds the branch that a roster names: full names, short names, former names, with or without 中共 … 委员会. */
import { gramsOf } from './names.ts';
import { comparable } from './roster-text.ts';
import type { BranchResolver } from './roster-values.ts';

export type BranchName = { id: string; names: string[] };

export type BranchFinder = {
  resolve: BranchResolver;
  /** Up to three names that look most alike, for the person who corrects the sheet. */
  nearest(name: string): string[];
};

export function branchFinder(branches: readonly BranchName[]): BranchFinder {
  const byKey = new Map<string, Set<string>>();
  for (const branch of branches) {
    for (const key of branch.names.flatMap(keysOf)) {
      byKey.set(key, (byKey.get(key) ?? new Set()).add(branch.id));
    }
  }
  return {
    resolve(name) {
      // The written form first: a full name decides between two branches that share a short one.
      for (const key of keysOf(name)) {
        const ids = byKey.get(key);
        const [id] = ids ?? [];
        if (id !== undefined) return ids?.size === 1 ? { id } : 'ambiguous';
      }
      return undefined;
    },
    nearest(name) {
      const asked = partsOf(name);
      return branches
        .map(({ names }) => {
          const scores = names.map((known) => likeness(asked, partsOf(known)));
          const best = Math.max(...scores);
          return { name: names[scores.indexOf(best)] ?? '', score: best };
        })
        .filter(({ score }) => score >= 0.25)
        .sort((a, b) => b.score - a.score)
        .slice(0, 3)
        .map((found) => found.name);
    },
  };
}

/** From the exact to the loose: as written, its core, its core without the town before it. */
function keysOf(name: string): string[] {
  const core = coreOf(name);
  return [...new Set([comparable(name), core, core.replace(/^.{2,4}?(镇|乡|街道)(?=.)/u, '')])];
}

/** 中共清河镇柳树村支部委员会 and 清河镇柳树村党支部 → 清河镇柳树村支部 */
function coreOf(name: string): string {
  return comparable(name)
    .replace(/^(中国共产党|中共)/u, '')
    .replace(/支部委员会$/u, '支部')
    .replace(/党(总?支部)$/u, '$1');
}

/** Characters and pairs of what tells one branch from another; what all of them share does not count. */
function partsOf(name: string): Set<string> {
  const own = coreOf(name)
    .replace(/^.{2,4}?(镇|乡|街道)(?=.)/u, '')
    .replace(/(村|社区)?(第?[一二三四五六七八九十])?(联合)?(总?支部|党委|总支)$/u, '');
  return new Set(gramsOf(own));
}

/** Share of common parts, 0–1. */
function likeness(a: Set<string>, b: Set<string>): number {
  if (a.size + b.size === 0) return 0;
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
