/** What other modules may ask of transfers. */
export { transferFigures } from './figures.ts';
