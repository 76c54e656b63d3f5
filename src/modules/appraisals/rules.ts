/** Pure decisions of the appraisal: do sums of ballots hold, do two counts agree, how many may be excellent, who is graded. */
import type { Reason } from '../../kernel/refusal.ts';
import { marks, type Excuse, type Grade, type Mark, type Prompt } from './choices.ts';
import type { Ceiling } from './rulebook.ts';

/** Ballots of one member by what they say; whole numbers of papers. */
export type Votes = Record<Mark, number>;
export type Line = { id: string } & Votes;

/** One teller's sheet: papers, and for each member what the valid ones say. */
export type Tally = { issued: number; returned: number; invalid: number; lines: Line[] };

const paperFields = ['issued', 'returned', 'invalid'] as const;
export type PaperField = (typeof paperFields)[number];

/** Where two sheets differ: in a number of papers, or in what they say of one member. */
export type Difference = { of: PaperField | Mark; memberId: string | null; counted: [number, number] };

export type Appraisee = { id: string; name: string };

/**
 * Every reason why a sheet cannot be right: no more papers than people present, none returned that was not issued, and of
 * each member as many marks as there are valid papers.
 */
export function faultsOnTally(
  tally: Tally,
  { present, members }: { present: number; members: readonly Appraisee[] },
): Reason[] {
  const { issued, returned, invalid } = tally;
  if (issued > present)
    return [{ code: 'appraisals.more_issued_than_present', params: { issued, present }, field: 'issued' }];
  if (returned > issued)
    return [
      {
        code: 'ballot.more_returned_than_issued',
        params: { issued, returned },
        remedy: 'ballot.vote_again',
        field: 'returned',
      },
    ];
  if (invalid > returned)
    return [
      { code: 'appraisals.more_invalid_than_returned', params: { invalid, returned }, field: 'invalid' },
    ];
  const valid = returned - invalid;
  const byId = new Map(tally.lines.map((line) => [line.id, line]));
  if (byId.size !== tally.lines.length || byId.size !== members.length)
    return [{ code: 'appraisals.lines_are_not_the_roster' }];
  return members.flatMap(({ id, name }): Reason[] => {
    const line = byId.get(id);
    if (!line) return [{ code: 'appraisals.lines_are_not_the_roster' }];
    const sum = marks.reduce((total, mark) => total + line[mark], 0);
    if (sum === valid) return [];
    return [{ code: 'appraisals.sum_of_member', params: { name, sum, valid }, remedy: 'ballot.count_again' }];
  });
}

/** Every number in which two sheets of one round differ; none when they agree. */
export function differencesBetween(first: Tally, second: Tally): Difference[] {
  const papers = paperFields.flatMap((of): Difference[] =>
    first[of] === second[of] ? [] : [{ of, memberId: null, counted: [first[of], second[of]] }],
  );
  const others = new Map(second.lines.map((line) => [line.id, line]));
  const lines = first.lines.flatMap((line) =>
    marks.flatMap((of): Difference[] => {
      const counted = others.get(line.id)?.[of] ?? 0;
      return line[of] === counted ? [] : [{ of, memberId: line.id, counted: [line[of], counted] }];
    }),
  );
  return [...papers, ...lines];
}

/** How many of `graded` may be excellent: a third of ten is three, never four. */
export function mostExcellent(graded: number, { num, den }: Ceiling): number {
  return Math.floor((graded * num) / den);
}

/** Whether somebody gets a grade this year; those on probation take part all the same. */
export function isGraded(
  member: { kind: 'full' | 'probationary'; excused: Excuse | null },
  probationaryGraded: boolean,
): boolean {
  return member.excused === null && (member.kind === 'full' || probationaryGraded);
}

/** Grades below or above the ordinary one say why. */
export function asksReason(grade: Grade): boolean {
  return grade !== 'qualified';
}

/** What a grade gives the branch to think about, until it has talked with the member. Nothing follows by itself. */
export function promptsOf(grade: Grade | null, talked: boolean): Prompt[] {
  if (grade !== 'basic' && grade !== 'unqualified') return [];
  return [
    ...(talked ? [] : (['talk'] as const)),
    ...(grade === 'unqualified' ? (['disposition'] as const) : []),
  ];
}
