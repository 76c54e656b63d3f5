/** Words of mobile members that the server, the contract and the staff app share. */

export const stayDirections = ['out', 'in'] as const;
export type StayDirection = (typeof stayDirections)[number];

export const occupations = ['employment', 'business', 'study', 'family', 'other'] as const;
export type Occupation = (typeof occupations)[number];

export const contactWays = ['phone', 'message', 'visit', 'meeting'] as const;
export type ContactWay = (typeof contactWays)[number];

export const endings = ['returned', 'transferred', 'left'] as const;
export type Ending = (typeof endings)[number];

/** What a stay asks for, the most pressing first. */
export const prompts = ['lost', 'contact_late', 'should_transfer', 'contact_due'] as const;
export type Prompt = (typeof prompts)[number];
