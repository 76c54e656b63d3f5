/** The numbers of somebody who is not in the roll yet, sealed and masked as the roll keeps them. */
import type { Ctx } from '../../kernel/ctx.ts';
import { indexName } from './names.ts';
import { fingerprintOf, maskNumber, maskPhone } from './record-values.ts';

export type ApplicantColumns = {
  pinyin: string;
  idNo: Buffer;
  idFingerprint: Buffer;
  idMasked: string;
  mobile: Buffer | null;
  mobileMasked: string | null;
};

export function memberColumns(
  ctx: Ctx,
  given: { name: string; idNo: string; mobile?: string },
): ApplicantColumns {
  const { secrets } = ctx.services;
  return {
    pinyin: indexName(given.name).pinyin,
    idNo: secrets.seal('members.id_no', given.idNo),
    idFingerprint: fingerprintOf(secrets, given.idNo),
    idMasked: maskNumber(given.idNo),
    mobile: given.mobile ? secrets.seal('members.mobile', given.mobile) : null,
    mobileMasked: given.mobile ? maskPhone(given.mobile) : null,
  };
}

export function openNumbers(
  ctx: Ctx,
  sealed: { idNo: Buffer; mobile: Buffer | null },
): { idNo: string; mobile: string | undefined } {
  const { secrets } = ctx.services;
  return {
    idNo: secrets.open('members.id_no', sealed.idNo),
    mobile: sealed.mobile ? secrets.open('members.mobile', sealed.mobile) : undefined,
  };
}
