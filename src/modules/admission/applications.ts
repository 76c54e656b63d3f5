/** S01: an application comes in, at the branch of the place of work or, where there is none, of the place of residence. */
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { refuseAll, Refusal, type Reason } from '../../kernel/refusal.ts';
import { memberColumns, parseIdNumber } from '../members/facade.ts';
import { memberKinds, requireOpen } from '../organizations/facade.ts';
import type { PriorityTag, Sector } from './choices.ts';
import { ofAge } from './conditions-cultivation.ts';
import { notInFuture } from './conditions.ts';
import type { AdmissionFacts } from './facts.ts';
import { ruleSetOn } from './rulebooks.ts';
import * as store from './store.ts';

export type Application = {
  branchId: string;
  name: string;
  idNo: string;
  mobile?: string | undefined;
  ethnicity?: string | undefined;
  education?: string | undefined;
  occupation?: string | undefined;
  sector: Sector;
  tags: PriorityTag[];
  on: string;
  /** By whom it was received, and that it is written and signed by the applicant. */
  receivedBy: string;
  signed: boolean;
};

/**
 * Opens a case with its application. Refuses under age on the day of applying, an application that is not signed by the
 * person, a day to come, and a second open case of the same person wherever in the database.
 */
export async function registerApplication(
  ctx: Ctx,
  input: Application,
): Promise<{ id: string; version: number }> {
  const branch = await requireOpen(ctx, input.branchId);
  requireInScope(ctx, branch.path);
  if (!memberKinds.includes(branch.kind)) throw new Refusal('admission.not_a_branch', { field: 'branchId' });
  const number = parseIdNumber(input.idNo.toUpperCase());
  if (typeof number === 'string') throw new Refusal(`members.${number}`, { field: 'idNo' });
  const on = Temporal.PlainDate.from(input.on);
  const facts = {
    today: ctx.today,
    on,
    local: {},
    person: { name: input.name, birthDate: number.birthDate },
  } as AdmissionFacts; // what these two conditions look at
  const reasons = [ofAge, notInFuture]
    .flatMap((condition): Reason[] => [condition.check(facts) ?? []].flat())
    .concat(input.signed ? [] : [{ code: 'admission.not_signed', field: 'signed' }]);
  if (reasons.length > 0) refuseAll(reasons);

  const columns = memberColumns(ctx, { ...input, idNo: number.number });
  const id = await store.insert(ctx, {
    orgId: branch.id,
    orgPath: branch.path,
    name: input.name,
    ...columns,
    sex: number.sex,
    birthDate: number.birthDate,
    ethnicity: input.ethnicity ?? null,
    education: input.education ?? null,
    occupation: input.occupation ?? null,
    sector: input.sector,
    tags: input.tags,
    appliedOn: on,
  });
  if (!id)
    throw new Refusal('admission.case_open', {
      status: 409,
      field: 'idNo',
      remedy: 'admission.use_open_case',
    });
  await store.addEntry(
    ctx,
    { id, orgPath: branch.path },
    {
      no: 1,
      move: 'apply',
      step: 'application_submitted',
      from: 'applicant',
      to: 'applicant',
      on,
      details: { text: { receivedBy: input.receivedBy } },
      decisionId: null,
      ruleSet: ruleSetOn(on).value,
      verdict: null,
      warnings: [],
      why: null,
    },
  );
  await record(ctx, {
    event: 'admission.applied',
    org: branch,
    subject: { type: 'admission_case', id },
    after: { name: input.name, on: input.on, sector: input.sector },
  });
  return { id, version: 1 };
}
