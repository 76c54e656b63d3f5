/** The way of a request: accepted or handed over, answered, and once taken to the level above. */
import type { Condition, Move, Procedure } from '../../kernel/procedure/procedure.ts';
import { stays } from '../../kernel/procedure/procedure.ts';
import type { Desk, RequestMove, RequestState } from './choices.ts';

type Day = Temporal.PlainDate;

/**
 * `free`: desks that may handle it, the present one among them. `target`: the desk to which it is to be handed.
 * `appeal`: until when and where the answer can be taken further; `appealed`: that it was once already.
 */
export type RequestFacts = {
  today: Day;
  desk: Desk;
  free: readonly Desk[];
  target?: Desk;
  appealed: boolean;
  appeal?: { until: Day; source: string; to?: Desk };
};

type Rights = Condition<RequestFacts>;

/** Before the form names one, it is enough that there is another desk. */
const anotherDeskIsFree: Rights = {
  key: 'another_desk_is_free',
  check: ({ desk, free, target }) => {
    if (target === desk) return { code: 'member_rights.same_desk', field: 'desk' };
    const others = free.filter((one) => one !== desk);
    if (target ? others.includes(target) : others.length > 0) return undefined;
    return {
      code: 'member_rights.desk_concerned',
      cites: '信访2022 art. 30',
      remedy: 'member_rights.choose_other_desk',
      ...(target && { field: 'desk' }),
    };
  },
};

const notAppealedYet: Rights = {
  key: 'not_appealed_yet',
  check: ({ appealed }) =>
    appealed
      ? { code: 'member_rights.appealed_once', cites: '党章 art. 4', remedy: 'member_rights.turn_higher' }
      : undefined,
};

const withinAppealTime: Rights = {
  key: 'within_appeal_time',
  check: ({ appeal, today }) =>
    appeal && Temporal.PlainDate.compare(today, appeal.until) > 0
      ? {
          code: 'member_rights.appeal_too_late',
          params: { until: appeal.until.toString() },
          cites: appeal.source,
          remedy: 'member_rights.ask_anew',
        }
      : undefined,
};

const levelAboveExists: Rights = {
  key: 'level_above_exists',
  check: ({ appeal }) =>
    appeal && !appeal.to
      ? { code: 'member_rights.no_level_above', cites: '党章 art. 4', remedy: 'member_rights.turn_higher' }
      : undefined,
};

const handle = 'member_rights.handle';
/** Of the person who asked; not a row of the permission table. */
export const own = 'member_rights.own';

type RequestMoveRow = Move<RequestFacts, RequestState> & { key: RequestMove };

export const requestProcedure: Procedure<RequestFacts, RequestState> & { moves: readonly RequestMoveRow[] } =
  {
    key: 'member_request',
    states: {
      submitted: { initial: true },
      accepted: {},
      answered: {},
      appealed: {},
      closed: { final: true },
      withdrawn: { final: true },
    },
    moves: [
      {
        key: 'accept',
        from: ['submitted', 'appealed'],
        to: 'accepted',
        permission: handle,
        direction: 'forward',
        conditions: [],
      },
      {
        key: 'hand_over',
        from: ['submitted'],
        to: stays,
        permission: handle,
        direction: 'back',
        asksReason: true,
        conditions: [anotherDeskIsFree],
      },
      {
        key: 'answer',
        from: ['accepted'],
        to: 'answered',
        permission: handle,
        direction: 'forward',
        asksReason: true,
        conditions: [],
      },
      {
        key: 'content',
        from: ['answered'],
        to: 'closed',
        permission: own,
        direction: 'forward',
        conditions: [],
      },
      {
        key: 'appeal',
        from: ['answered'],
        to: 'appealed',
        permission: own,
        direction: 'back',
        asksReason: true,
        conditions: [notAppealedYet, withinAppealTime, levelAboveExists],
      },
      {
        key: 'withdraw',
        from: ['submitted', 'accepted', 'answered', 'appealed'],
        to: 'withdrawn',
        permission: own,
        direction: 'out',
        conditions: [],
      },
    ],
  };
