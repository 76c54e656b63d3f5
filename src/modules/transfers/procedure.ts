/** The three ways of a transfer as tables: between two branches of the town, to elsewhere, from elsewhere. */
import type { Move, Procedure } from '../../kernel/procedure/procedure.ts';
import type { Direction, MoveKey } from './choices.ts';
import {
  arrivedWithinLetter,
  duesStated,
  enrolment,
  letterExpired,
  letterNotTooLong,
  standsInBranch,
} from './conditions.ts';
import type { TransferFacts } from './facts.ts';

type TransferMove = Move<TransferFacts> & { key: MoveKey };

const issue: TransferMove = {
  key: 'issue',
  from: ['applied'],
  to: 'issued',
  permission: 'transfers.issue',
  direction: 'forward',
  conditions: [standsInBranch, duesStated, letterNotTooLong],
};
const receive: TransferMove = {
  key: 'receive',
  from: ['issued'],
  to: 'received',
  permission: 'transfers.receive',
  direction: 'forward',
  conditions: [arrivedWithinLetter],
};
/** The return slip of the other place: from its day on the person is gone. */
const confirm: TransferMove = { ...receive, key: 'confirm', permission: 'transfers.issue' };
/** A fault in the papers, never an unwelcome person: what is lawful is received. */
const comeBack: TransferMove = {
  key: 'return',
  from: ['issued'],
  to: 'applied',
  permission: 'transfers.receive',
  direction: 'back',
  asksReason: true,
  conditions: [],
};
const callIn: TransferMove = {
  key: 'call_in',
  from: ['issued'],
  to: 'applied',
  permission: 'transfers.issue',
  direction: 'back',
  conditions: [letterExpired],
};
const withdraw: TransferMove = {
  key: 'withdraw',
  from: ['applied'],
  to: 'withdrawn',
  permission: 'transfers.apply',
  direction: 'out',
  asksReason: true,
  conditions: [],
};
const sendBack: TransferMove = { ...comeBack, key: 'send_back', to: 'sent_back', direction: 'out' };

const ours = {
  applied: { initial: true },
  issued: {},
  received: { final: true },
  withdrawn: { final: true },
} as const;

export type TransferProcedure = Procedure<TransferFacts> & { moves: readonly TransferMove[] };

export const transferProcedures: Readonly<Record<Direction, TransferProcedure>> = {
  within: { key: 'transfer', states: ours, moves: [issue, receive, comeBack, callIn, withdraw] },
  // What came back from elsewhere came back to the office.
  out: {
    key: 'transfer',
    states: ours,
    moves: [issue, confirm, { ...comeBack, permission: 'transfers.issue' }, callIn, withdraw],
  },
  in: {
    key: 'transfer',
    states: { issued: { initial: true }, received: { final: true }, sent_back: { final: true } },
    moves: [{ ...receive, conditions: [arrivedWithinLetter, enrolment] }, sendBack],
  },
};
