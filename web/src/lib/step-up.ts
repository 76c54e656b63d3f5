/** Between a refused call and the dialogue that asks for the password: the call waits here for the answer. */

type Asked = { answer: (proved: boolean) => void };

let asked: Asked | undefined;
const watchers = new Set<() => void>();

/** Opens the dialogue; true once the password was accepted, false when it was closed. A second call waits for the same answer. */
export function askForProof(): Promise<boolean> {
  return new Promise((resolve) => {
    const before = asked;
    change({
      answer: (proved) => {
        before?.answer(proved);
        resolve(proved);
      },
    });
  });
}

/** Whether somebody waits for a proof. */
export function proofIsAsked(): boolean {
  return asked !== undefined;
}

/** Ends the wait. */
export function answerProof(proved: boolean): void {
  const { answer } = asked ?? {};
  change(undefined);
  answer?.(proved);
}

export function watchProof(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function change(next: Asked | undefined): void {
  asked = next;
  for (const watcher of watchers) watcher();
}
