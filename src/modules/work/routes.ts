/** Binds the endpoints of work and duties. */
import { bind, type Bound } from '../../kernel/http/bind.ts';
import type { Institution } from '../../kernel/institution.ts';
import type { WorkSource } from '../../kernel/work.ts';
import { workApi } from './api.ts';
import { excuseDuty, listDuties, withdrawExcuse } from './duties.ts';
import { dutyWork, listWork } from './my-work.ts';

/** `institutions` and `sources`: what every module runs and has waiting, from the registries. */
export function workRoutes(institutions: readonly Institution[], sources: readonly WorkSource[]): Bound[] {
  const allSources = [...sources, dutyWork(institutions)];
  return bind(workApi, {
    listWork: (ctx) => listWork(ctx, allSources),
    listDuties: (ctx, input) => listDuties(ctx, institutions, input),
    excuseDuty: (ctx, input) => excuseDuty(ctx, institutions, input),
    withdrawExcuse: async (ctx, input) => {
      await withdrawExcuse(ctx, input);
      return {};
    },
  });
}
