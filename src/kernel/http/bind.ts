/** Binds rows of an endpoint table to actions and queries; one line each in a module's routes.ts. */
import type { Ctx } from '../ctx.ts';
import type { Refusal } from '../refusal.ts';
import type { Api, Endpoint, ReplyOf, RequestOf } from './contract.ts';

/** What an act may know of the exchange beside its input. */
export type Exchange = {
  /** The caller's network address, for locks and the session list. */
  address: string;
  device: string;
  /** The one file of an `upload` endpoint. */
  upload: { name: string; bytes: Buffer } | undefined;
  /** Sets or, with null, clears the session cookie. */
  setSession(token: string | null): void;
};

/** Answer of a `file` endpoint. `inline` shows it in the browser; everything else is saved. */
export class Download {
  readonly name: string;
  readonly type: string;
  readonly body: Buffer | ReadableStream<Uint8Array>;
  readonly inline: boolean;
  constructor(file: {
    name: string;
    type: string;
    body: Buffer | ReadableStream<Uint8Array>;
    inline?: boolean;
  }) {
    this.name = file.name;
    this.type = file.type;
    this.body = file.body;
    this.inline = file.inline ?? false;
  }
}

type Reply<E> = E extends { file: true } ? Download : ReplyOf<E>;

/** A Refusal that is thrown undoes everything; one that is returned keeps what was written (a failed sign-in is counted). */
export type Handler<E extends Endpoint> = (
  ctx: Ctx,
  input: RequestOf<E>,
  exchange: Exchange,
) => Promise<Reply<E> | Download | Refusal>;

export type Bound = {
  name: string;
  endpoint: Endpoint;
  handle: (ctx: Ctx, input: unknown, exchange: Exchange) => Promise<unknown>;
};

/** Every row of the table gets its handler; a missing one does not compile. */
export function bind<A extends Api>(api: A, handlers: { [K in keyof A]: Handler<A[K]> }): Bound[] {
  return Object.entries(api).map(([name, endpoint]) => ({
    name,
    endpoint,
    // The table's own schema has parsed the input before it arrives here.
    handle: handlers[name as keyof A] as Bound['handle'],
  }));
}
