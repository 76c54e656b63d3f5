/** What every part of a document's screen reads, and reads again after a correction. */
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { policyApi } from '../../../../src/modules/policy/api.ts';

export type PolicyDocument = ReplyOf<typeof policyApi.getDocument>;
export type ArticleRead = PolicyDocument['chapters'][number]['articles'][number];

export const documentReads = [policyApi.getDocument, policyApi.listDocuments];
