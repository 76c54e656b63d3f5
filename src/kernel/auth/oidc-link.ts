/** Links between accounts and identities of an outside provider: by issuer and subject, made by a signed-in person only. */
import { record } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { Refusal } from '../refusal.ts';
import { requireAccount } from './account.ts';
import { openSession, type Origin, type SignedIn } from './sign-in.ts';

export type Identity = { issuer: string; subject: string };

/** Signs in whoever linked this identity; `auth.oidc_not_linked` otherwise, whatever name or mail the provider tells. */
export async function signInByIdentity(ctx: Ctx, identity: Identity, origin: Origin): Promise<SignedIn> {
  const account = await ctx.tx
    .selectFrom('accounts as a')
    .leftJoin('organizations as o', 'o.id', 'a.home_org_id')
    .select([
      'a.id',
      'a.display_name',
      'a.person_id',
      'a.totp_confirmed_at',
      'a.home_org_id',
      'o.path as home_path',
    ])
    .where('a.oidc_issuer', '=', identity.issuer)
    .where('a.oidc_subject', '=', identity.subject)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw new Refusal('auth.oidc_not_linked', { status: 403 });
  // The provider may have asked for a second factor or not; where the account has one of ours, it is asked for here.
  return openSession(ctx, account, account.totp_confirmed_at ? 'code_required' : 'signed_in', origin);
}

/** Links an identity to the signed-in account; an identity belongs to one account. */
export async function linkIdentity(ctx: Ctx, identity: Identity): Promise<void> {
  const id = requireAccount(ctx);
  const taken = await ctx.tx
    .selectFrom('accounts')
    .select('id')
    .where('oidc_issuer', '=', identity.issuer)
    .where('oidc_subject', '=', identity.subject)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (taken) throw new Refusal('auth.oidc_taken', { status: 409 });
  await ctx.tx
    .updateTable('accounts')
    .set({ oidc_issuer: identity.issuer, oidc_subject: identity.subject })
    .where('id', '=', id)
    .execute();
  await record(ctx, {
    event: 'auth.oidc_linked',
    subject: { type: 'account', id },
    after: { issuer: identity.issuer },
  });
}

export async function unlinkOidc(ctx: Ctx): Promise<void> {
  const id = requireAccount(ctx);
  await ctx.tx
    .updateTable('accounts')
    .set({ oidc_issuer: null, oidc_subject: null })
    .where('id', '=', id)
    .execute();
  await record(ctx, { event: 'auth.oidc_unlinked', subject: { type: 'account', id } });
}
