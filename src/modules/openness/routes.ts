/** Binds the endpoints of publications and the catalogue. */
import {
  annexOwner,
  displayOwner,
  requireDisplayed,
  requireHarmless,
  requireUnreviewed,
} from '../../kernel/disclosure/annexes.ts';
import { approve, end, publish, review, sendBack } from '../../kernel/disclosure/publications.ts';
import { attachmentHandlers } from '../../kernel/files/attachments.ts';
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
import { getBoardNotice, listBoardNotices, openBoardFile } from './board.ts';
import { noticeBoardApi } from './board-api.ts';
import { listCatalogue, listCatalogueRows, listPublications, showPublication } from './queries.ts';

/** `rows`: the catalogue rows of every institution; `publicUrl`: the address of the public site. */
export function opennessRoutes(rows: readonly CatalogueRow[], publicUrl: string): Bound[] {
  const annexes = attachmentHandlers(annexOwner);
  const display = attachmentHandlers(displayOwner);
  const board = bind(noticeBoardApi, {
    listBoardNotices,
    getBoardNotice,
    getBoardFile: openBoardFile,
  });
  const publications = bind(opennessApi, {
    listPublications,
    getPublication: (ctx, input) => showPublication(ctx, input.id, publicUrl),
    proposePublication: (ctx, input) => proposeText(ctx, rows, input),
    proposeCorrection: proposeCorrectedText,
    reviewPublication: (ctx, input) => review(ctx, input.id, input.note, input.lookedThrough),
    approvePublication: (ctx, input) => approve(ctx, input.id),
    publishPublication: (ctx, input) => publish(ctx, input.id),
    endPublication: (ctx, input) => end(ctx, input.id, input.reason),
    returnPublication: (ctx, input) => sendBack(ctx, input.id, input.reason),
    receiveObjection: enterObjection,
    openObjection: (ctx, input) => openObjection(ctx, input.id),
    answerObjection,
    listCatalogue: (ctx, input) => listCatalogue(ctx, rows, input),
    listCatalogueRows: (ctx) => listCatalogueRows(ctx, rows),
    listAnnexes: annexes.listAttachments,
    addAnnex: async (ctx, input, exchange) => {
      await requireUnreviewed(ctx, input.id);
      await requireHarmless(exchange.upload);
      return annexes.addAttachment(ctx, input, exchange);
    },
    getAnnex: annexes.getAttachment,
    removeAnnex: async (ctx, input) => {
      await requireUnreviewed(ctx, input.id);
      return annexes.removeAttachment(ctx, input);
    },
    listDisplayPictures: display.listAttachments,
    addDisplayPicture: async (ctx, input, exchange) => {
      await requireDisplayed(ctx, input.id);
      return display.addAttachment(ctx, input, exchange);
    },
    getDisplayPicture: display.getAttachment,
    removeDisplayPicture: display.removeAttachment,
  });
  return [...publications, ...board];
}
