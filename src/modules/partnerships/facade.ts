/** What modules that own partnerships ask of their plans; acts run at the partnership that the owner has opened. */
export type { Partnership, PartnershipSource } from './subject.ts';
export { yearDuties, type ListOwed } from './duties.ts';
export { listPlanItems, promptsFor } from './queries.ts';
export { itemsDone, plansOf, supportGiven } from './figures.ts';
