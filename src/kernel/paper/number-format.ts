/** Number formats of spreadsheets: which of them show a date, and which of those show no day. */

export type StyleTable = { format: string; isDate: boolean }[];

/** Built-in formats that show a date; 27–36 and 50–58 as the Chinese editions show them. */
const builtIn: Record<number, string> = {
  2: '0.00',
  14: 'yyyy-m-d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'yyyy-m-d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

const DAY_OF_1904_EPOCH = 1462;
const LAST_SERIAL = 2_958_465; // 9999-12-31
/** The 1900 date system counts a 29 February 1900 that never was. */
const PHANTOM_LEAP_DAY = 60;

/** The format of each cell style, by its index. */
export function dateStyles(formatIds: number[], custom: Map<number, string>): StyleTable {
  return formatIds.map((id) => {
    const format = custom.get(id) ?? builtIn[id] ?? 'General';
    return { format, isDate: showsDate(format) };
  });
}

/** The day of a spreadsheet serial number, hours dropped; undefined when it is none. */
export function dateOfSerial(serial: number, from1904 = false): Temporal.PlainDate | undefined {
  const day = Math.floor(serial) + (from1904 ? DAY_OF_1904_EPOCH : 0);
  if (!(day >= 1 && day <= LAST_SERIAL) || day === PHANTOM_LEAP_DAY) return undefined;
  const epoch = Temporal.PlainDate.from(day < PHANTOM_LEAP_DAY ? '1899-12-31' : '1899-12-30');
  return epoch.add({ days: day });
}

/** True for a date format without a day, such as yyyy"年"m"月": the day behind it is the program's, not the clerk's. */
export function showsMonthOnly(format: string): boolean {
  const marks = formatMarks(format);
  return marks.includes('y') && marks.includes('m') && !marks.includes('d');
}

function showsDate(format: string): boolean {
  const marks = formatMarks(format);
  return /[yd]/.test(marks) || (marks.includes('m') && !/[hs0#?]/.test(marks));
}

/** What is left of a format code without literals, escapes, colours, locales and the word General. */
function formatMarks(format: string): string {
  const [positive = ''] = format.split(';');
  return positive
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式/gi, '')
    .toLowerCase();
}
