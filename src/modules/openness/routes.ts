/** Binds the endpoints of publications and the catalogue. */
import { approve, end, publish, review, sendBack } from '../../kernel/disclosure/publications.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import type { CatalogueRow } from '../../kernel/institution.ts';
import {
  answerObjection,
  enterObjection,
  openObjection,
  proposeCorrectedText,
  proposeText,
} from './actions.ts';
import { opennessApi } from './api.ts';
import { listCatalogue, listCatalogueRows, listPublications, showPublication } from './queries.ts';

/** `rows`: the catalogue rows of every institution; `publicUrl`: the address of the public site. */
export function opennessRoutes(rows: readonly CatalogueRow[], publicUrl: string): Bound[] {
  return bind(opennessApi, {
    listPublications,
    getPublication: (ctx, input) => showPublication(ctx, input.id, publicUrl),
    proposePublication: (ctx, input) => proposeText(ctx, rows, input),
    proposeCorrection: proposeCorrectedText,
    reviewPublication: (ctx, input) => review(ctx, input.id, input.note),
    approvePublication: (ctx, input) => approve(ctx, input.id),
    publishPublication: (ctx, input) => publish(ctx, input.id),
    endPublication: (ctx, input) => end(ctx, input.id, input.reason),
    returnPublication: (ctx, input) => sendBack(ctx, input.id, input.reason),
    receiveObjection: enterObjection,
    openObjection: (ctx, input) => openObjection(ctx, input.id),
    answerObjection,
    listCatalogue: (ctx, input) => listCatalogue(ctx, rows, input),
    listCatalogueRows: (ctx) => listCatalogueRows(ctx, rows),
  });
}
