/** Figures: every number on a screen, with the very rows behind it. */
import type { Ctx } from './ctx.ts';

/** `paths`: subtrees asked for, already inside the reader's scope; `asOf`: the day for which the figure is asked. */
export type FigureQuestion = { paths: string[]; asOf: Temporal.PlainDate };

/** One row behind a figure. `path` opens it in the staff app; `label` is data (a name), never a sentence. */
export type FigureRow = {
  id: string;
  label: string;
  orgId: string;
  orgName: string;
  on: Temporal.PlainDate | null;
  path: string;
  /** What the row adds to a figure that is a sum, in the figure's unit; without it a row counts one. */
  amount?: number;
};

export type FigurePage = { offset: number; limit: number };

/** Figures that count the same rows by different conditions: one statement gives the values of all, by key. */
export type FigureFamily = {
  /** Where the values are kept: the tables whose changes they follow. */
  tables?: readonly string[];
  values(ctx: Ctx, question: FigureQuestion): Promise<ReadonlyMap<string, number>>;
};

/**
 * `value` equals the number of rows (unit 'people', 'meetings', …) or the sum of their `amount`s;
 * the same question for a past day gives the same answer. Message keys: `figure.<key>`, `unit.<unit>`.
 */
export type Figure = {
  key: string;
  unit: string;
  permission: string;
  family?: FigureFamily;
  value(ctx: Ctx, question: FigureQuestion): Promise<number>;
  rows(ctx: Ctx, question: FigureQuestion, page: FigurePage): Promise<FigureRow[]>;
};
