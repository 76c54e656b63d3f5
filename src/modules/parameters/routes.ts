/** Binds the endpoints of the numbers; the books come from the composition root. */
import type { AnyParameterBook } from '../../kernel/parameters.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { decideParameter, loadCalendarYear, proposeParameter } from './actions.ts';
import { parametersApi } from './api.ts';
import { listParameters } from './queries.ts';

export function parameterRoutes(books: readonly AnyParameterBook[]): Bound[] {
  return bind(parametersApi, {
    listParameters: (ctx, input) => listParameters(ctx, books, input),
    proposeParameter: (ctx, input) => proposeParameter(ctx, books, input),
    decideParameter,
    loadCalendarYear,
  });
}
