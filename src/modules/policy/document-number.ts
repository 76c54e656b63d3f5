/** 发文字号: agency code 〔year〕 number 号 (GB/T 9704-2012 §7.2.5): no 第, no leading zero, six-cornered brackets. */

import { numeralValue, toHalfWidth } from './characters.ts';

export type NumberFault = 'number.brackets' | 'number.ordinal' | 'number.leading_zero' | 'number.year';

/** `value` is the number as the norm writes it; `faults` say what the document did otherwise; `rest` follows it (签发人). */
export type DocumentNumber = {
  value: string;
  agency: string;
  year: number;
  serial: number;
  faults: NumberFault[];
  rest: string;
};

const CODE = '[\\u4e00-\\u9fff〇A-Za-z]{1,14}?';
const YEAR = '(\\d{2,4}|[〇○零一二三四五六七八九]{4})';
const NUMBER = new RegExp(
  `^(${CODE})\\s*([〔\\[【(<《「﹝]?)\\s*${YEAR}\\s*年?\\s*([〕\\]】)>》」﹞]?)\\s*(第)?\\s*(\\d{1,5})\\s*号`,
);

/** Reads a line that starts with a document number; undefined when it does not. */
export function readDocumentNumber(line: string): DocumentNumber | undefined {
  const found = NUMBER.exec(toHalfWidth(line));
  if (!found) return undefined;
  const [all, agency = '', open = '', yearText = '', close = '', ordinal, serialText = ''] = found;
  const digits = numeralValue(yearText) ?? 0;
  const year = digits < 100 ? 2000 + digits : digits;
  const serial = Number(serialText);
  if (year < 1949 || year > 2199 || serial === 0) return undefined;
  const faults: NumberFault[] = [];
  if (open !== '〔' || close !== '〕') faults.push('number.brackets');
  if (ordinal) faults.push('number.ordinal');
  if (serialText.startsWith('0')) faults.push('number.leading_zero');
  if (!/^\d{4}$/.test(yearText)) faults.push('number.year');
  return {
    value: `${agency}〔${year}〕${serial}号`,
    agency,
    year,
    serial,
    faults,
    rest: line.slice(all.length).trim(),
  };
}
