/** The numbers that only a town's own document sets; none has a value before an article is taken for it. */
import type { ParameterBook } from '../../kernel/parameters.ts';

export type DocumentParameters = {
  /** Yearly activity money for each rural member, in fen. */
  per_member_fund: number;
  /** Least central transfer to each village, in fen. */
  village_transfer_floor: number;
  /** Paid at once to a member or cadre in need, in fen. */
  warmth_fund: number;
};

export const documentParameters: ParameterBook<DocumentParameters> = {
  key: 'document',
  rules: { per_member_fund: [], village_transfer_floor: [], warmth_fund: [] },
  institutionOf: (key) => key,
  forms: { per_member_fund: 'amount', village_transfer_floor: 'amount', warmth_fund: 'amount' },
};
