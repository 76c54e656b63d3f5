/** Writing a confirmed roster into the roll, in one transaction. */
import { randomUUID } from 'node:crypto';
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Job, JobRun } from '../../kernel/jobs/job.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listBranchNames } from '../organizations/facade.ts';
import { writeCorrections, type Correction } from './actions.ts';
import { openLine } from './import-lines.ts';
import { finish, linesAtOnce, orFail, tellProgress, type ImportData } from './import-run.ts';
import * as imports from './import-store.ts';
import { columnsOf } from './record-values.ts';
import { kindOfValues } from './roster-comparing.ts';
import * as store from './store.ts';
import { valuesOf } from './values-of.ts';

/** Writes a confirmed import: everything or nothing. */
export const writeRosterJob: Job<ImportData> = {
  name: 'members.write_roster',
  retries: 1,
  handle: (run, { importId }) =>
    orFail(run, importId, 'writing', (row) =>
      run.act(async (ctx) => {
        const total = (row.counts.new ?? 0) + (row.counts.changed ?? 0);
        const tell = (done: number) => run.act((aside) => tellProgress(aside, row, { done, total }));
        const moved = await imports.countMoved(ctx, importId);
        if (moved > 0) throw new Refusal('members.roll_changed', { params: { count: moved } });
        await writeNew(ctx, row, run, tell);
        await writeChanged(ctx, row, run, tell);
        // Not the import's own row before the end, for the progress is told from other transactions; and it before its
        // lines, as a discarding does, so that neither waits for the other.
        await finish(ctx, run, row, 'written');
        await imports.forgetContent(ctx, importId);
        await imports.setDone(ctx, importId, total);
        await record(ctx, {
          event: 'members.imported',
          org: { id: row.orgId, path: row.orgPath },
          subject: { type: 'roster_import', id: importId },
          after: { ...row.counts, asAt: row.asAt.toString() },
          onBehalfOf: row.createdBy,
        });
      }),
    ),
};

type Tell = (done: number) => Promise<void>;

async function writeNew(ctx: Ctx, row: imports.ImportRow, run: JobRun, tell: Tell): Promise<void> {
  const paths = new Map(
    (await listBranchNames(ctx, [row.orgPath])).map((branch) => [branch.id, branch.path]),
  );
  let after = 0;
  for (let done = 0; ;) {
    run.signal.throwIfAborted();
    const rows = await imports.rowsWithContent(ctx, row.id, ['new'], after, linesAtOnce);
    if (rows.length === 0) return;
    const people = rows.map(({ content }): store.NewMember => {
      const { values } = openLine(ctx, content);
      const orgPath = paths.get(values.branch_id ?? '');
      // The branch was dissolved since the dry run.
      if (!values.branch_id || !orgPath) throw new Refusal('members.roll_changed', { params: { count: 1 } });
      return {
        id: randomUUID(),
        orgId: values.branch_id,
        orgPath,
        columns: columnsOf(values, ctx.services.secrets),
        kind: kindOfValues(values) ?? 'probationary',
        joinedOn: values.joined_on,
        convertedOn: values.converted_on,
      };
    });
    const taken = await store.listTaken(
      ctx,
      people.flatMap((person) => person.columns.id_fingerprint ?? []),
    );
    if (taken.length > 0) throw new Refusal('members.roll_changed', { params: { count: taken.length } });
    await store.insertMany(ctx, people, row.asAt);
    // The rest stands as the roll says; here the events say more than the sheet's word.
    const converted = people.filter((person) => person.kind === 'probationary' && person.convertedOn);
    if (converted.length > 0)
      await store.restate(
        ctx,
        converted.map((person) => person.id),
      );
    done += rows.length;
    after = rows.at(-1)?.line ?? after;
    await tell(done);
  }
}

async function writeChanged(ctx: Ctx, row: imports.ImportRow, run: JobRun, tell: Tell): Promise<void> {
  const paths = new Map(
    (await listBranchNames(ctx, [row.orgPath])).map((branch) => [branch.id, branch.path]),
  );
  let after = 0;
  for (let done = row.counts.new ?? 0; ;) {
    run.signal.throwIfAborted();
    const rows = await imports.rowsWithContent(ctx, row.id, ['changed'], after, linesAtOnce);
    if (rows.length === 0) return;
    const people = new Map(
      (
        await store.lockMany(
          ctx,
          rows.flatMap((line) => line.personId ?? []),
        )
      ).map((person) => [person.id, person]),
    );
    const corrections: Correction[] = [];
    const moves: store.Move[] = [];
    for (const { content, changes, personId } of rows) {
      const person = people.get(personId ?? '');
      if (!person) throw new Refusal('members.roll_changed', { params: { count: 1 } });
      const { values } = openLine(ctx, content);
      const path = values.branch_id && paths.get(values.branch_id);
      corrections.push({
        person,
        after: { ...valuesOf(ctx, person), ...values },
        changes: changes ?? {},
        onBehalfOf: row.createdBy,
      });
      if (changes?.['branch'] && values.branch_id && path)
        moves.push({ person, branch: { id: values.branch_id, path } });
    }
    await writeCorrections(ctx, corrections);
    await moveOn(ctx, moves, row.asAt);
    done += rows.length;
    after = rows.at(-1)?.line ?? after;
    await tell(done);
  }
}

/** The sheet says the branch of its own day; who entered the present one only later stays from that day on. */
async function moveOn(ctx: Ctx, moves: store.Move[], asAt: Temporal.PlainDate): Promise<void> {
  if (moves.length === 0) return;
  const since = await store.inBranchesSince(
    ctx,
    moves.map(({ person }) => person.id),
  );
  const dated = moves.map((move) => {
    const entered = since.get(move.person.id);
    const on = entered && Temporal.PlainDate.compare(asAt, entered) <= 0 ? entered.add({ days: 1 }) : asAt;
    if (Temporal.PlainDate.compare(on, ctx.today) > 0)
      throw new Refusal('members.moved_today', { params: { name: move.person.name } });
    return { ...move, on };
  });
  await store.insertEvents(
    ctx,
    dated.map(({ person, branch, on }) => ({
      personId: person.id,
      orgId: branch.id,
      orgPath: person.orgPath,
      event: 'moved',
      on: { date: on, precision: 'day' },
    })),
  );
  await store.moveToBranches(ctx, dated);
}
