/** Words of joint building that the server, the contract and the staff app share. */

/** 村居、村村、村企. */
export const allianceKinds = ['village_community', 'village_village', 'village_firm'] as const;
export type AllianceKind = (typeof allianceKinds)[number];

export const allianceStates = ['draft', 'running', 'ended', 'withdrawn'] as const;
export type AllianceState = (typeof allianceStates)[number];

/** What a partner is to the alliance. */
export const sides = ['village', 'community', 'firm', 'other'] as const;
export type Side = (typeof sides)[number];

export const projectStates = ['under_way', 'done', 'not_done'] as const;
export type ProjectState = (typeof projectStates)[number];

export const directions = ['source', 'use'] as const;
export type Direction = (typeof directions)[number];
