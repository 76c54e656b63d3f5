/** What a module that owns partnerships tells of one of them, and how it opens it. */
import type { Ctx } from '../../kernel/ctx.ts';
import type { SubjectType } from './choices.ts';
import type { Term } from './rules.ts';

/** `orgPaths`: of every side. `screen` refuses a text that must not be kept there. */
export type Partnership = Term & {
  type: SubjectType;
  id: string;
  /** Who owes its plan. */
  org: { id: string; path: string };
  orgPaths: readonly string[];
  /** False for what may have plans and owes none. */
  owesPlans: boolean;
  mayKeep: boolean;
  screen: (text: string, field: string) => void;
};

/** Opens one of the owner's partnerships to whoever may read or keep it; refuses `not_found` otherwise. */
export type PartnershipSource = <T>(
  ctx: Ctx,
  id: string,
  purpose: 'read' | 'keep',
  work: (ctx: Ctx, of: Partnership) => Promise<T>,
) => Promise<T>;
