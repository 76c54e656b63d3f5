/** Binds the endpoints of documents, board, responsibility and figures. */
import { bind, type Bound } from '../../kernel/http/bind.ts';
import type { Institution } from '../../kernel/institution.ts';
import { policyApi } from './api.ts';
import { getArticle, getBoard, listDuties } from './board.ts';
import { boardApi } from './board-api.ts';
import {
  correctArticle,
  decideInstitution,
  decideParameter,
  mergeArticle,
  settleLines,
  splitArticle,
} from './corrections.ts';
import { confirmDocument, correctHead, discardDocument, downloadDocument } from './documents.ts';
import { readDocument } from './document-intake.ts';
import { getDocument, listDocuments, searchCatalogue } from './document-views.ts';
import { getBoardFigures, getFigure, listFigureRows } from './figure-views.ts';
import { runningInstitutions } from './institution-names.ts';
import { getInstitution } from './institution-page.ts';
import { listGaps } from './responsibility-gaps.ts';
import { assignResponsible, endResponsible, getResponsibilities, listPeople } from './responsibilities.ts';

/** `institutions`: all that run in this installation, from every module. */
export function policyRoutes(institutions: readonly Institution[]): Bound[] {
  const running = runningInstitutions(institutions);
  const documents = bind(policyApi, {
    listDocuments,
    readDocument,
    getDocument: (ctx, input) => getDocument(ctx, input, running),
    downloadDocument,
    correctHead,
    correctArticle,
    mergeArticle,
    splitArticle,
    decideInstitution,
    decideParameter,
    settleLines,
    confirmDocument,
    discardDocument,
    searchCatalogue: (ctx, input) => searchCatalogue(ctx, input, running),
  });
  const board = bind(boardApi, {
    getBoard: (ctx, input) => getBoard(ctx, input, running),
    getBoardFigures: (ctx, input) => getBoardFigures(ctx, input, running),
    listDuties: (ctx, input) => listDuties(ctx, input, running),
    getArticle: (ctx, input) => getArticle(ctx, input, running),
    getInstitution: (ctx, input) => getInstitution(ctx, input, running),
    getFigure: (ctx, input) => getFigure(ctx, input, running),
    listFigureRows: (ctx, input) => listFigureRows(ctx, input, running),
    getResponsibilities: (ctx, input) => getResponsibilities(ctx, input, running),
    listGaps: (ctx, input) => listGaps(ctx, input, running),
    listPeople,
    assignResponsible,
    endResponsible,
  });
  return [...documents, ...board];
}
