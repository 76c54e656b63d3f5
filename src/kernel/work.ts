/** My work: what waits for me and what I wait for, gathered from every module; the first page of everyone who works. */
import type { Ctx } from './ctx.ts';
import type { Params } from './refusal.ts';

/**
 * One thing to do. `key` names a message `work.<key>` with `params`; `path` opens it in the staff app;
 * `dueOn` sorts it; `waitsFor`: 'me', or the role it waits for.
 */
export type WorkItem = {
  key: string;
  params: Params;
  path: string;
  orgName: string;
  dueOn: Temporal.PlainDate | null;
  late: boolean;
  waitsFor: 'me' | (string & {});
};

/**
 * A module's contribution; asked only of people who hold `permission`, under that permission's scope. `signed_in`: of
 * everybody, without any scope, for what waits for a person by rows of the own.
 */
export type WorkSource = {
  permission: string;
  list(ctx: Ctx): Promise<WorkItem[]>;
};
