/** Texts about files that cannot be read. */
import { catalogue } from '../i18n/catalogue.ts';

export const paperMessages = catalogue(
  {
    'refusal.sheet.too_large': '表格文件有 {{mebibytes}} MB，超过 {{limit}} MB，未读取。',
    'remedy.sheet.too_large': '请按支部拆成几个文件，或删去图片和空白的格式后再试。',
    'refusal.sheet.empty_file': '文件是空的。',
    'remedy.sheet.empty_file': '请检查文件是否保存完整，重新选择。',
    'refusal.sheet.old_excel': '这是旧版 Excel 文件（.xls），无法可靠读取。',
    'remedy.sheet.old_excel': '请在 Excel 或 WPS 中打开，“另存为”选择 .xlsx 后再试。',
    'refusal.sheet.encrypted': '文件设有打开密码，无法读取。',
    'remedy.sheet.encrypted': '请在 Excel 或 WPS 中取消密码后再试。',
    'refusal.sheet.unknown_type': '这不是可以读取的表格文件（内容是 {{found}}）。',
    'remedy.sheet.unknown_type': '请使用 .xlsx 或 .csv 文件；其他格式请先在 Excel 或 WPS 中另存为 .xlsx。',
    'refusal.sheet.no_header': '没有找到表头：前 {{lines}} 行里没有一行同时写有“姓名”和其他认识的列名。',
    'remedy.sheet.no_header': '请检查工作表是否选对，表头是否写有姓名、身份证号、所在党支部等列名。',
    'refusal.sheet.too_many_lines': '表格超过 {{limit}} 行，未读取。',
    'remedy.sheet.too_many_lines': '请拆成几个文件分别核对。',
    'refusal.sheet.cell_too_long': '一个单元格有 {{characters}} 个字，超过 {{limit}} 个字，无法写入表格。',
    'refusal.file.zip_bomb': '文件解开后异常巨大，可能是恶意文件，未读取（{{part}}）。',
    'remedy.file.zip_bomb': '请在 Excel 或 WPS 中打开，只把需要的内容复制到新文件后再试。',
    'refusal.file.damaged': '文件已损坏或不完整，无法读取。',
    'remedy.file.damaged': '请在 Excel 或 WPS 中打开并重新保存，或向提供者重新索取。',
    'refusal.file.encrypted': '文件已加密，无法读取。',
  },
  {
    'refusal.sheet.too_large': 'The sheet has {{mebibytes}} MB, more than {{limit}} MB; it was not read.',
    'remedy.sheet.too_large':
      'Split it by branch, or remove pictures and formatting of blank cells, and try again.',
    'refusal.sheet.empty_file': 'The file is empty.',
    'remedy.sheet.empty_file': 'Check that the file was saved completely and choose it again.',
    'refusal.sheet.old_excel': 'This is an old Excel file (.xls), which cannot be read reliably.',
    'remedy.sheet.old_excel': 'Open it in Excel or WPS, save it as .xlsx and try again.',
    'refusal.sheet.encrypted': 'The file is protected by a password and cannot be read.',
    'remedy.sheet.encrypted': 'Remove the password in Excel or WPS and try again.',
    'refusal.sheet.unknown_type': 'This is not a sheet that can be read (its content is {{found}}).',
    'remedy.sheet.unknown_type': 'Use .xlsx or .csv; save other formats as .xlsx in Excel or WPS first.',
    'refusal.sheet.no_header':
      'No header was found: none of the first {{lines}} lines has 姓名 (name) beside other known column names.',
    'remedy.sheet.no_header':
      'Check that it is the right sheet and that its header names columns such as 姓名, 身份证号, 所在党支部.',
    'refusal.sheet.too_many_lines': 'The sheet has more than {{limit}} lines; it was not read.',
    'remedy.sheet.too_many_lines': 'Split it into several files and check them one by one.',
    'refusal.sheet.cell_too_long':
      'A cell has {{characters}} characters, more than {{limit}}; it cannot be written to a sheet.',
    'refusal.file.zip_bomb':
      'The file unpacks to an abnormal size and may be malicious; it was not read ({{part}}).',
    'remedy.file.zip_bomb':
      'Open it in Excel or WPS, copy only what is needed into a new file, and try again.',
    'refusal.file.damaged': 'The file is damaged or incomplete and cannot be read.',
    'remedy.file.damaged': 'Open it in Excel or WPS and save it again, or ask for it once more.',
    'refusal.file.encrypted': 'The file is encrypted and cannot be read.',
  },
);
