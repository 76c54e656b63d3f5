/** The two kinds of no: a Refusal is an answer to the user; anything else thrown is our bug. */

/** Values that a message may show: strings, numbers and ISO dates. */
export type Params = Record<string, string | number | boolean | null>;

/**
 * One reason why something cannot be done.
 * `code` names a message `refusal.<code>`; `cites` is the rule in the field's own short name (支部2018 art. 11);
 * `remedy` names a message `remedy.<code>`: what to do instead; `possibleFrom` is the first day (ISO) on which it can be;
 * `field` is the place of a form at which the reason is shown; `who` is the role or permission that can meet it.
 */
export type Reason = {
  code: string;
  params?: Params;
  cites?: string;
  remedy?: string;
  possibleFrom?: string;
  field?: string;
  who?: string;
};

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503;

export type RefusalOptions = Omit<Reason, 'code'> & {
  /** All reasons when there are several; the first is the refusal's own. */
  reasons?: Reason[];
  /** HTTP status of the answer; 422 unless told. */
  status?: RefusalStatus;
  /** Of a stale version: what was sent and what stands now, by field of the form; numbers of people masked. */
  both?: BothSides;
};

/** `theirs.version` is the version that stands now, with which the own side may be sent once more. */
export type BothSides = {
  yours: Record<string, string | number | null>;
  theirs: Record<string, string | number | null> & { version: number };
};

/** What the user or a rule forbids. Translated at the edge (`kernel/http/answers.ts`), never before. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Params;
  readonly cites: string | undefined;
  readonly remedy: string | undefined;
  readonly possibleFrom: string | undefined;
  readonly field: string | undefined;
  readonly reasons: Reason[];
  readonly status: RefusalStatus;
  readonly both: BothSides | undefined;

  constructor(code: string, options: RefusalOptions = {}) {
    super(`refused: ${code}`);
    this.name = 'Refusal';
    this.code = code;
    this.params = options.params ?? {};
    this.cites = options.cites;
    this.remedy = options.remedy;
    this.possibleFrom = options.possibleFrom;
    this.field = options.field;
    const { reasons, status, both, ...own } = options;
    this.reasons = reasons ?? [{ code, ...own }];
    this.status = status ?? 422;
    this.both = both;
  }
}

/** Refuses with every reason at once; the first one gives the refusal its code. */
export function refuseAll(reasons: Reason[], status: RefusalStatus = 422): never {
  const [first] = reasons;
  if (!first) throw new Error('refuseAll needs a reason');
  throw new Refusal(first.code, { ...first, reasons, status });
}

/** Somebody changed the record first (409); with both sides where the screen can show them. */
export function stale(both?: BothSides): Refusal {
  return new Refusal('stale', { status: 409, ...(both && { both }) });
}
