/** Binds the endpoints of the roll. */
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { correctMember, enterEvent, registerMember, unmaskMember, withdrawEvent } from './actions.ts';
import { membersApi } from './api.ts';
import {
  confirmImport,
  discardImport,
  downloadWrongRows,
  getImport,
  listImportRows,
  listImports,
  rerunImport,
  startImport,
} from './imports.ts';
import { importsApi } from './imports-api.ts';
import { exportMembers } from './exports.ts';
import { valuesOfForm, withBirthFromNumber } from './form.ts';
import { getMember, getOwnRecord, getStrength, listChanges, listMembers } from './queries.ts';

const imports = bind(importsApi, {
  listImports,
  startImport,
  getImport,
  listImportRows,
  confirmImport,
  rerunImport,
  discardImport,
  downloadWrongRows,
});

const roll = bind(membersApi, {
  listMembers,
  exportMembers,
  getStrength,
  registerMember: (ctx, { branchId, kind, asAt, ...form }) =>
    registerMember(ctx, {
      branchId,
      kind,
      asAt: Temporal.PlainDate.from(asAt),
      values: withBirthFromNumber(valuesOfForm(form)),
    }),
  getMember,
  listChanges,
  correctMember: (ctx, { id, version, reason, ...form }) =>
    correctMember(ctx, { id, version, reason, values: valuesOfForm(form) }),
  enterEvent,
  withdrawEvent,
  unmaskMember,
  getOwnRecord,
});

/** The imports first: their path would pass for the id of a member. */
export const memberRoutes: Bound[] = [...imports, ...roll];
