/** COPY over the driver's own connection: rows out in whole-row pieces, rows in with the server setting the pace. */
import { once } from 'node:events';
import type pg from 'pg';

/** Text of one piece, in bytes; a row larger than this is a piece of its own. */
const pieceBytes = 16 * 1024 * 1024;
const sendBytes = 64 * 1024;
const lineEnd = 0x0a; // COPY writes a line end inside a value as \n, so this byte only ends rows

type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/** Runs `copy … to stdout` and hands over its text piece by piece; gives the number of rows. */
export async function copyOut(
  client: pg.PoolClient,
  statement: string,
  onPiece: (text: Buffer) => Promise<void>,
): Promise<number> {
  let pieces: Buffer[] = [];
  let held = 0;
  let handedOver: Promise<void> = Promise.resolve();
  let failure: unknown;

  /** The server waits while a piece is compressed and written, so memory holds one or two of them. */
  const handOver = (connection: pg.Connection): void => {
    const piece = Buffer.concat(pieces);
    pieces = [];
    held = 0;
    connection.stream.pause();
    handedOver = handedOver
      .then(() => (failure === undefined ? onPiece(piece) : undefined))
      .catch((error: unknown) => void (failure ??= error))
      .then(() => void connection.stream.resume());
  };

  const rows = await submit(client, statement, {
    handleCopyData: ({ chunk }, connection) => {
      if (failure !== undefined) return; // the rest is let through unread
      pieces.push(Buffer.from(chunk)); // the driver reuses its buffer
      held += chunk.length;
      if (held >= pieceBytes && chunk.at(-1) === lineEnd) handOver(connection);
    },
    handleCopyInResponse: (connection) => connection.sendCopyFail('not this way'),
  });
  await handedOver;
  if (failure !== undefined) throw failure;
  if (held > 0) await onPiece(Buffer.concat(pieces));
  return rows;
}

/** Runs `copy … from stdin` with the text; gives the number of rows. */
export function copyIn(client: pg.PoolClient, statement: string, text: Buffer): Promise<number> {
  return submit(client, statement, {
    handleCopyData: () => undefined,
    handleCopyInResponse: (connection) => void send(connection, text),
  });
}

/** A refusal of the server arrives as the statement's error; what is still sent after it is thrown away by the server. */
async function send(connection: CopyConnection, text: Buffer): Promise<void> {
  try {
    for (let at = 0; at < text.length; at += sendBytes) {
      connection.sendCopyFromChunk(text.subarray(at, at + sendBytes));
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
    }
    connection.endCopyFrom();
  } catch {
    // The connection broke, which the statement hears by itself.
  }
}

type Handlers = {
  handleCopyData(message: { chunk: Buffer }, connection: pg.Connection): void;
  handleCopyInResponse(connection: CopyConnection): void;
};

function submit(client: pg.PoolClient, statement: string, handlers: Handlers): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    client.query({
      ...handlers,
      submit: (connection: pg.Connection) => connection.query(statement),
      handleCommandComplete: ({ text }: { text: string }) =>
        void (rows = Number(/\d+$/u.exec(text)?.[0] ?? 0)),
      handleError: reject,
      handleReadyForQuery: () => resolve(rows),
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handleEmptyQuery: () => undefined,
    });
  });
}
