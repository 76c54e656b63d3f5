/**
 * The endpoint table: one row for each endpoint, read by the server (guard, parsing), by the web client (types),
 * by OpenAPI, by the permission matrix and by the tests. Imports nothing that only the server has.
 */
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * `permission`: the permission key that the actor must hold at some organization; 'signed_in' for acts of every
 * signed-in person on what is their own; 'anyone' for what needs no session.
 * `request`: one object of path parameters and query (GET, DELETE) or path parameters and body (POST, PUT).
 * `reply`: the JSON answered; fields that it does not name never leave the server.
 * `file`: the reply is a download, `upload`: the request is multipart with one `file` beside the fields.
 * `secret`: the reply is shown once and kept nowhere, so a repeated submit is judged anew instead of answered from memory.
 * `stepUp`: the actor must have proved the password within the last ten minutes.
 */
export type Endpoint<Request extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> = {
  method: Method;
  path: string;
  permission: string;
  request: Request;
  reply: Reply;
  summary: string;
  file?: boolean;
  upload?: boolean;
  secret?: boolean;
  stepUp?: boolean;
};

export type Api = Record<string, Endpoint>;

export type RequestOf<E> = E extends Endpoint<infer Q, z.ZodType> ? z.output<Q> : never;
export type InputOf<E> = E extends Endpoint<infer Q, z.ZodType> ? z.input<Q> : never;
export type ReplyOf<E> = E extends Endpoint<z.ZodType, infer A> ? z.output<A> : never;

/** Keeps the literal types of one row. */
export function endpoint<Q extends z.ZodType, A extends z.ZodType>(row: Endpoint<Q, A>): Endpoint<Q, A> {
  return row;
}
