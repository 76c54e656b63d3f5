/** What of a case is unusual, from its rows: sizes, units, the planned secretary. */
import type { Ctx } from '../../kernel/ctx.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { strengthOf, type PlacedMember } from '../members/facade.ts';
import { sizeWarnings, type Strength } from '../organizations/facade.ts';
import { fullOf, movesFounders, type ChangeFile } from './case-file.ts';
import { warningsOf } from './rules.ts';

/** Until it takes effect; afterwards the organization's own page says what its size suggests. */
export async function warningsOfFile(
  ctx: Ctx,
  file: ChangeFile,
  secretary: PlacedMember | undefined,
): Promise<Reason[]> {
  const { row, partIds, local, sizes } = file;
  if (row.effectiveOn || !row.newKind) return [];
  const { appliedOn, newKind, endsOn } = row;
  return [
    ...warningsOf({
      appliedOn,
      newKind,
      units: partIds.length,
      endsOn,
      local,
      sizes,
      ...(secretary && { secretary: { name: secretary.name, convertedOn: secretary.convertedOn } }),
    }),
    ...sizeWarnings(newKind, await strengthIn(ctx, file), sizes),
  ];
}

/** Who would stand in it: those named, those of the branches that are merged, or those below the place where it is set up. */
async function strengthIn(ctx: Ctx, { row, founders, ending }: ChangeFile): Promise<Strength> {
  if (row.type === 'set_up' && movesFounders(row.newKind))
    return { full: fullOf(founders), all: founders.filter((one) => one.status === 'active').length };
  const paths = row.type === 'merge' ? ending.map((one) => one.path) : [row.orgPath];
  const { full, probationary } = await strengthOf(ctx, paths, ctx.today);
  return { full, all: full + probationary };
}
