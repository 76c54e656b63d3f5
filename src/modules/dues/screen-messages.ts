/** Texts of the screens of dues. */
import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const screenMessages = catalogue({ 'dues.menu': '党费' }, { 'dues.menu': 'Dues' });
