/** A move of a procedure: the way on in full, a way back or out folded away, another's way on as a line that says whose it is. */
import type { ReactNode } from 'react';
import type { ReasonView } from '../../../src/kernel/http/answers.ts';
import { Reasons } from './refusal.tsx';

type Props = {
  title: string;
  move: { direction: 'forward' | 'back' | 'out'; mine: boolean; available: boolean; because: ReasonView[] };
  /** Who makes it, in a sentence. */
  notMine: (who: string) => string;
  /** The form, shown when the move can be made now. */
  children: ReactNode;
};

export function NextMoveFrame({ title, move, notMine, children }: Props) {
  const isWayOn = move.direction === 'forward';
  if (!move.mine) {
    const who = move.because.find((reason) => reason.code === 'procedure.not_permitted')?.who;
    // The way back of somebody else is not this reader's business; the way on is.
    return isWayOn && who ? (
      <p>
        <strong>{title}</strong>　{notMine(who)}
      </p>
    ) : null;
  }
  const content = move.available ? children : <Reasons reasons={move.because} />;
  if (isWayOn)
    return (
      <>
        <h3>{title}</h3>
        {content}
      </>
    );
  return (
    <details>
      <summary>{title}</summary>
      {content}
    </details>
  );
}
