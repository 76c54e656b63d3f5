/** Texts about what was found in a document: faults of form, lines without a place. */

import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const readingMessages = catalogue(
  {
    'refusal.document.classified': '文件标有密级，不得存入本系统，未读取。',
    'remedy.document.classified': '请按保密规定在涉密设备上处理。',
    'policy.fault.number.missing': '没有找到发文字号。',
    'policy.fault.number.brackets': '发文字号的年份应当用六角括号〔〕，已按 {{number}} 读取。',
    'policy.fault.number.ordinal': '发文字号的序号前不加“第”，已按 {{number}} 读取。',
    'policy.fault.number.leading_zero': '发文字号的序号不编虚位（不写 01），已按 {{number}} 读取。',
    'policy.fault.number.year': '发文字号的年份应当用四位阿拉伯数字，已按 {{number}} 读取。',
    'policy.fault.title.missing': '没有找到标题。',
    'policy.fault.date.missing': '没有找到成文日期。',
    'policy.fault.date.impossible': '成文日期“{{day}}”不是日历上的日子。',
    'policy.fault.numbering.gap': '编号“{{marker}}”前面有缺号，应当接 {{expected}}。',
    'policy.fault.numbering.repeated': '编号“{{marker}}”与前面重复或倒退，应当接 {{expected}}。',
    'policy.fault.copies.repeated': '同一份文件在这里重复了 {{count}} 次，只读第一份。',
    'policy.unplaced.attachment': '附件',
    'policy.unplaced.after_imprint': '版记之后或落款中不认识的内容',
    'policy.unplaced.other_document': '后面接着的另一份文件',
    'policy.unplaced.between_chapters': '章以上的分编标题',
  },
  {
    'refusal.document.classified':
      'The document bears a classification mark and must not be kept on this system; it was not read.',
    'remedy.document.classified':
      'Handle it on equipment for classified papers, as the rules on secrecy say.',
    'policy.fault.number.missing': 'No document number was found.',
    'policy.fault.number.brackets':
      'The year of a document number stands in six-cornered brackets 〔〕; read as {{number}}.',
    'policy.fault.number.ordinal': 'No 第 stands before the serial of a document number; read as {{number}}.',
    'policy.fault.number.leading_zero':
      'The serial of a document number has no leading zero; read as {{number}}.',
    'policy.fault.number.year': 'The year of a document number has four Arabic numerals; read as {{number}}.',
    'policy.fault.title.missing': 'No title was found.',
    'policy.fault.date.missing': 'No date of the document was found.',
    'policy.fault.date.impossible': 'The calendar has no day “{{day}}”.',
    'policy.fault.numbering.gap': 'A number is missing before “{{marker}}”; {{expected}} should follow.',
    'policy.fault.numbering.repeated': '“{{marker}}” repeats or goes back; {{expected}} should follow.',
    'policy.fault.copies.repeated': 'The same document is repeated here {{count}} times; the first was read.',
    'policy.unplaced.attachment': 'attachment',
    'policy.unplaced.after_imprint': 'unknown content below the text',
    'policy.unplaced.other_document': 'another document that follows',
    'policy.unplaced.between_chapters': 'heading above the chapters',
  },
);
