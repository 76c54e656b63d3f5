/** What the tests use of smtp-server, which brings no types. */
declare module 'smtp-server' {
  import type { Readable } from 'node:stream';
  import type { Server } from 'node:net';

  type Done = (error?: Error | null) => void;

  export class SMTPServer {
    server: Server;
    constructor(options: {
      disabledCommands: string[];
      logger: boolean;
      onRcptTo(address: { address: string }, session: unknown, done: Done): void;
      onData(stream: Readable, session: unknown, done: Done): void;
    });
    listen(port: number, host: string, ready: () => void): void;
    close(done: () => void): void;
  }
}
