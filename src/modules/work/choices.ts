/** States of a duty, in the order in which a list shows them. */
export const dutyStates = ['late', 'due', 'on_course', 'not_started', 'excused', 'done'] as const;
export type ListedState = (typeof dutyStates)[number];
