/** From Refusal, schema errors and bugs to what the reader sees. */
import type { z } from 'zod';
import { Refusal, type Params, type Reason } from '../refusal.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ProblemView, ReasonView } from './answers.ts';

/** The reasons of a request that does not fit its schema, each at its field. */
export function refusalOfInput(error: z.ZodError): Refusal {
  const reasons = error.issues.map((issue): Reason => {
    const { code, path, message: _, ...rest } = issue;
    // A module's own check names its message by `params.code`; the rest use the schema's.
    const own = 'params' in rest && rest.params && typeof rest.params === 'object' ? rest.params : undefined;
    const ownCode = own && 'code' in own && typeof own.code === 'string' ? own.code : undefined;
    return { code: ownCode ?? `input.${code}`, field: path.join('.'), params: plainParams(own ?? rest) };
  });
  return new Refusal('input.invalid', { status: 400, reasons });
}

function plainParams(values: object): Params {
  const params: Params = {};
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      params[key] = value;
    else if (typeof value === 'bigint') params[key] = Number(value);
    else if (Array.isArray(value)) params[key] = value.join('、');
  }
  return params;
}

export function problemOf(refusal: Refusal, t: Translate): ProblemView {
  return {
    code: refusal.code,
    message: t(`refusal.${refusal.code}`, refusal.params),
    reasons: refusal.reasons.map((reason) => reasonViewOf(reason, t)),
    ...(refusal.both && { both: refusal.both }),
  };
}

/** One reason in the reader's language. Parameters that end in `Key` are themselves translated first. */
export function reasonViewOf(reason: Reason, t: Translate): ReasonView {
  return {
    code: reason.code,
    message: t(`refusal.${reason.code}`, reason.params),
    ...(reason.cites && { cites: reason.cites }),
    ...(reason.remedy && { remedy: t(`remedy.${reason.remedy}`, reason.params) }),
    ...(reason.possibleFrom && { possibleFrom: reason.possibleFrom }),
    ...(reason.field && { field: reason.field }),
    ...(reason.who && { who: t(`who.${reason.who}`) }),
  };
}
