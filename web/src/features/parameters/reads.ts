/** What is read again after a number was proposed or decided. */
import type { Endpoint } from '../../../../src/kernel/http/contract.ts';
import { parametersApi } from '../../../../src/modules/parameters/api.ts';
import { workApi } from '../../../../src/modules/work/api.ts';

export const parameterReads: Endpoint[] = [
  parametersApi.getParameter,
  parametersApi.listParameters,
  parametersApi.listDocumentNumbers,
  workApi.listWork,
];
