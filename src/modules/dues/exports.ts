/** The book of a year as a spreadsheet, exactly as the screen shows it. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Download } from '../../kernel/http/bind.ts';
import { writeSheet } from '../../kernel/paper/sheet-writing.ts';
import { bookOf, ledgerLine } from './book.ts';
import { yuan } from './rules.ts';
import * as store from './store.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const columns = [
  'on',
  'kind',
  'receipt',
  'person',
  'note',
  'in',
  'out',
  'balance',
  'by',
  'recorded_on',
] as const;

export async function exportLedger(
  ctx: Ctx,
  input: { org: string; year?: number | undefined },
): Promise<Download> {
  const org = await bookOf(ctx, input.org);
  const year = input.year ?? ctx.today.year;
  const rows = await store.listLedger(ctx, org.id, { year, skip: 0, take: 100_000 });
  await record(ctx, {
    event: 'dues.book_exported',
    org: { id: org.id, path: org.path },
    after: { year, entries: rows.length },
  });
  const t = ctx.services.translate[ctx.locale];
  const title = t('dues.ledger_of', { name: org.name, year });
  const lines = rows
    .map(ledgerLine)
    .map((row) => [
      row.on,
      t(`dues.entry.${row.kind}`),
      row.receipt ?? '',
      row.personName ?? '',
      row.confirmedFen === 0 ? row.note : yuan(row.confirmedFen),
      row.inFen === 0 ? '' : yuan(row.inFen),
      row.outFen === 0 ? '' : yuan(row.outFen),
      yuan(row.balanceFen),
      row.by ?? '',
      row.recordedOn,
    ]);
  const body = await writeSheet({
    name: t('dues.ledger'),
    titles: [title],
    columns: columns.map((key) => ({ header: t(`dues.column.${key}`) })),
    rows: lines,
  });
  return new Download({ name: `${title}.xlsx`, type: xlsxType, body: Buffer.from(body) });
}
