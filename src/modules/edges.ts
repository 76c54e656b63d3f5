/**
 * Which module may use which: arrows only downwards, from a tier to lower ones or along a named edge of its own tier,
 * and always through the other's facade.ts. The architecture test and the docs read this.
 */
export const tiers = {
  overviews: ['policy', 'openness', 'work', 'administration', 'parameters'],
  chapters: [
    'admission',
    'appraisals',
    'coverage',
    'dispositions',
    'dues',
    'engagements',
    'joint-building',
    'liaison',
    'member-rights',
    'mobile-members',
    'party-groups',
    'organization-changes',
    'pledges',
    'transfers',
    'village-decisions',
  ],
  instruments: ['meetings', 'partnerships'],
  ground: ['members', 'organizations'],
} as const;

/** Edges inside a tier: from → to. */
export const sameTierEdges: readonly (readonly [string, string])[] = [
  ['members', 'organizations'],
  ['mobile-members', 'transfers'],
  ['transfers', 'dues'],
  ['dispositions', 'dues'],
  ['appraisals', 'dues'],
  ['appraisals', 'pledges'],
  ['appraisals', 'engagements'],
  ['dispositions', 'mobile-members'],
  ['joint-building', 'liaison'],
  ['parameters', 'policy'],
];
