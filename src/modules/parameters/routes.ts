/** Binds the endpoints of the numbers and of the calendar; the books come from the composition root. */
import type { AnyParameterBook } from '../../kernel/parameters.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { decideParameter, proposeParameter } from './actions.ts';
import { parametersApi } from './api.ts';
import { calendarApi } from './calendar-api.ts';
import { checkCalendarYear, correctCalendarDay, getCalendar, loadCalendarYear } from './calendar.ts';
import { getDocumentNumber, getParameter, listNumbersOfDocument, listParameters } from './queries.ts';

export function parameterRoutes(books: readonly AnyParameterBook[]): Bound[] {
  const parameters = bind(parametersApi, {
    listParameters: (ctx, input) => listParameters(ctx, books, input),
    getParameter: (ctx, input) => getParameter(ctx, books, input),
    listDocumentNumbers: listNumbersOfDocument,
    getDocumentNumber: (ctx, input) => getDocumentNumber(ctx, books, input),
    proposeParameter: (ctx, input) => proposeParameter(ctx, books, input),
    decideParameter,
  });
  const calendar = bind(calendarApi, {
    getCalendar,
    checkCalendarYear,
    loadCalendarYear,
    correctCalendarDay,
  });
  return [...parameters, ...calendar];
}
