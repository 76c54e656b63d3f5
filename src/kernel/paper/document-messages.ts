/** Texts about documents that cannot be read, and about what was won from those that can. */

import { catalogue } from '../i18n/catalogue.ts';

export const documentMessages = catalogue(
  {
    'refusal.document.empty': '文件里没有文字。',
    'refusal.document.too_large': '文件超过 {{limitMib}} MB，未读取。',
    'remedy.document.split': '政策文件的正文不会这么大：请删去图片和附件，只上传正文。',
    'refusal.document.zip_bomb': '文件解开后异常巨大，可能是恶意文件，未读取（{{part}}）。',
    'refusal.document.damaged': '文件已损坏或不完整，无法读取。',
    'remedy.document.save_again': '请在 Word 或 WPS 中打开并重新保存，或向发文单位重新索取。',
    'refusal.document.encrypted': '文件设有打开密码，无法读取。',
    'remedy.document.remove_password': '请在 Word 或 WPS 中取消密码后再试。',
    'refusal.document.not_readable_doc': '这是旧版 Word 文件（.doc）或设有密码的文件，无法可靠读取。',
    'remedy.document.save_as_docx': '请在 Word 或 WPS 中打开，“另存为”选择 .docx 或纯文本 .txt 后再试。',
    'refusal.document.not_readable_pdf': 'PDF 文件不读取：从版面取字容易丢字、错行。',
    'remedy.document.use_original': '请使用排版前的 .docx 或 .txt 原稿。',
    'refusal.document.unknown_type': '这不是可以读取的文件，只读 .docx 和 .txt。',
    'document.note.numbers_recovered': '有 {{count}} 处自动编号已还原为文字，请核对。',
    'document.note.footnotes_left_out': '文件有脚注或尾注，未读入正文。',
  },
  {
    'refusal.document.empty': 'The file contains no text.',
    'refusal.document.too_large': 'The file is larger than {{limitMib}} MB and was not read.',
    'remedy.document.split':
      'The text of a policy document is never that large: leave out pictures and attachments.',
    'refusal.document.zip_bomb':
      'The file unpacks to an abnormal size and may be malicious; it was not read ({{part}}).',
    'refusal.document.damaged': 'The file is damaged or incomplete and cannot be read.',
    'remedy.document.save_again':
      'Open it in Word or WPS and save it again, or ask its issuer for it once more.',
    'refusal.document.encrypted': 'The file is protected by a password and cannot be read.',
    'remedy.document.remove_password': 'Remove the password in Word or WPS and try again.',
    'refusal.document.not_readable_doc':
      'This is an old Word file (.doc) or one with a password; it cannot be read reliably.',
    'remedy.document.save_as_docx':
      'Open it in Word or WPS, save it as .docx or as plain text, and try again.',
    'refusal.document.not_readable_pdf':
      'PDF files are not read: text taken from a layout loses characters and mixes lines.',
    'remedy.document.use_original': 'Use the .docx or .txt original from before the layout.',
    'refusal.document.unknown_type': 'This file cannot be read; only .docx and .txt can.',
    'document.note.numbers_recovered':
      '{{count}} automatic numbers were written back as text; please check them.',
    'document.note.footnotes_left_out':
      'The file has footnotes or endnotes, which are not part of the text read.',
  },
);
