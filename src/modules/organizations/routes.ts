/** Binds the endpoints of the tree. */
import { bind, type Bound } from '../../kernel/http/bind.ts';
import {
  dissolveOrganization,
  foundOrganization,
  moveOrganization,
  renameOrganization,
  type Attachment,
} from './actions.ts';
import { organizationsApi } from './api.ts';
import { beginTerm, postponeTerm } from './term-actions.ts';
import { getTerm } from './term-queries.ts';
import { getUnits, joinUnit, leaveUnit } from './units.ts';
import { getOrganization, listHistory, listTree, searchOrganizations } from './queries.ts';

/** `attachments`: what the modules above still hang on an organization that is to be dissolved. */
export function organizationRoutes(attachments: readonly Attachment[]): Bound[] {
  return bind(organizationsApi, {
    listTree,
    searchOrganizations,
    getOrganization,
    listHistory,
    foundOrganization,
    renameOrganization,
    moveOrganization,
    getTerm,
    beginTerm: async (ctx, input) => {
      await beginTerm(ctx, input);
      return getTerm(ctx, input);
    },
    postponeTerm: async (ctx, input) => {
      await postponeTerm(ctx, input);
      return getTerm(ctx, input);
    },
    getUnits,
    joinUnit: async (ctx, input) => {
      await joinUnit(ctx, input);
      return getUnits(ctx, input);
    },
    leaveUnit: async (ctx, input) => {
      await leaveUnit(ctx, input);
      return getUnits(ctx, input);
    },
    dissolveOrganization: (ctx, input) => dissolveOrganization(ctx, input, attachments),
  });
}
