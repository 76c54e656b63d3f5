/** Word numbers its paragraphs itself and keeps the numbers out of the text; this writes them back where a reader sees them. */

import {
  attr,
  findChild,
  findChildren,
  parseXml,
  walk,
  type XmlElement,
  type XmlNode,
  XmlWriter,
} from '@cj-tech-master/excelts/xml';

type Level = { start: number; format: string; text: string; restartAfter: number };
type List = { levels: Map<number, Level>; byStyle: Map<string, number> };
type Instance = { list: string; starts: Map<number, number> };
type Style = { numId: string | undefined; level: number | undefined; basedOn: string | undefined };

export type WordParts = { document: string; numbering?: string; styles?: string };

const CHINESE = '〇一二三四五六七八九';
const LEGAL = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';

/** The document part with each automatic number as text and each soft line break as a line end; `numbered` counts the numbers. */
export function withVisibleNumbers(parts: WordParts): { document: string; numbered: number } {
  const document = parseXml(parts.document);
  const label = labeller(parts);
  let numbered = 0;
  walk(document.root, (element) => {
    if (element.name === 'w:p') {
      const text = label(element);
      if (text !== '') {
        insertLabel(element, text);
        numbered += 1;
      }
    }
    if (element.name === 'w:r') showBreaks(element);
  });
  return { document: serialize(document.root), numbered };
}

function labeller(parts: WordParts): (paragraph: XmlElement) => string {
  const styles = readStyles(parts.styles);
  const { lists, instances } = readLists(parts.numbering);
  const counters = new Map<string, Map<number, number>>();
  const opened = new Set<string>();
  return (paragraph) => {
    const properties = findChild(paragraph, 'w:pPr');
    if (!properties) return '';
    const styleId = valueOf(properties, 'w:pStyle');
    const own = findChild(properties, 'w:numPr');
    const numId = (own && valueOf(own, 'w:numId')) ?? styleNumId(styles, styleId);
    const instance = numId === undefined ? undefined : instances.get(numId);
    const list = instance && lists.get(instance.list);
    if (!instance || !list || numId === undefined) return '';
    const at = Number(
      (own && valueOf(own, 'w:ilvl')) ?? styleLevel(styles, styleId) ?? list.byStyle.get(styleId ?? '') ?? 0,
    );
    const level = list.levels.get(at);
    if (!level) return '';
    const counts = counters.get(instance.list) ?? new Map<number, number>();
    counters.set(instance.list, counts);
    const override = opened.has(`${numId}:${at}`) ? undefined : instance.starts.get(at);
    opened.add(`${numId}:${at}`);
    const before = counts.get(at);
    counts.set(at, override ?? (before === undefined ? level.start : before + 1));
    for (let below = at + 1; below < 9; below++) {
      if (at < (list.levels.get(below)?.restartAfter ?? below)) counts.delete(below);
    }
    return labelText(list, counts, at);
  };
}

function labelText(list: List, counts: Map<number, number>, at: number): string {
  const level = list.levels.get(at);
  if (!level || level.format === 'bullet' || level.format === 'none') return '';
  return level.text.replace(/%(\d)/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const shown = list.levels.get(index);
    return shown ? formatNumber(counts.get(index) ?? shown.start, shown.format) : '';
  });
}

/** The number formats that Chinese Word offers; any other is shown in Arabic numerals. */
function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return chineseNumeral(value);
    case 'ideographDigital':
      return Array.from(String(value), (digit) => CHINESE[Number(digit)]).join('');
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return Array.from(chineseNumeral(value), legalNumeral).join('');
    case 'ideographTraditional':
      return STEMS[value - 1] ?? String(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x2460 + value - 1) : String(value);
    case 'lowerLetter':
      return String.fromCharCode(97 + ((value - 1) % 26));
    case 'upperLetter':
      return String.fromCharCode(65 + ((value - 1) % 26));
    default:
      return String(value);
  }
}

function legalNumeral(character: string): string {
  if (character === '十') return '拾';
  return character === '百' ? '佰' : (LEGAL[CHINESE.indexOf(character)] ?? character);
}

function chineseNumeral(value: number): string {
  if (value < 1 || value > 999) return String(value);
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor((value % 100) / 10), value % 10];
  const hundred = hundreds === 0 ? '' : `${CHINESE[hundreds]}百`;
  const ten =
    tens === 0
      ? hundreds > 0 && ones > 0
        ? '〇'
        : ''
      : tens === 1 && hundreds === 0
        ? '十'
        : `${CHINESE[tens]}十`;
  return `${hundred}${ten}${ones === 0 ? '' : CHINESE[ones]}`;
}

function readLists(xml: string | undefined): { lists: Map<string, List>; instances: Map<string, Instance> } {
  const lists = new Map<string, List>();
  const instances = new Map<string, Instance>();
  if (xml === undefined) return { lists, instances };
  const { root } = parseXml(xml);
  for (const abstract of findChildren(root, 'w:abstractNum')) {
    const levels = new Map<number, Level>();
    const byStyle = new Map<string, number>();
    for (const element of findChildren(abstract, 'w:lvl')) {
      const at = Number(attr(element, 'w:ilvl') ?? 0);
      levels.set(at, {
        start: Number(valueOf(element, 'w:start') ?? 1),
        format: valueOf(element, 'w:numFmt') ?? 'decimal',
        text: valueOf(element, 'w:lvlText') ?? '',
        restartAfter: Number(valueOf(element, 'w:lvlRestart') ?? at),
      });
      const style = valueOf(element, 'w:pStyle');
      if (style !== undefined) byStyle.set(style, at);
    }
    lists.set(attr(abstract, 'w:abstractNumId') ?? '', { levels, byStyle });
  }
  for (const num of findChildren(root, 'w:num')) {
    const starts = new Map<number, number>();
    for (const override of findChildren(num, 'w:lvlOverride')) {
      const start = valueOf(override, 'w:startOverride');
      if (start !== undefined) starts.set(Number(attr(override, 'w:ilvl') ?? 0), Number(start));
    }
    instances.set(attr(num, 'w:numId') ?? '', { list: valueOf(num, 'w:abstractNumId') ?? '', starts });
  }
  return { lists, instances };
}

function readStyles(xml: string | undefined): Map<string, Style> {
  const styles = new Map<string, Style>();
  if (xml === undefined) return styles;
  for (const style of findChildren(parseXml(xml).root, 'w:style')) {
    const properties = findChild(style, 'w:pPr');
    const numbering = properties && findChild(properties, 'w:numPr');
    const level = numbering && valueOf(numbering, 'w:ilvl');
    styles.set(attr(style, 'w:styleId') ?? '', {
      numId: numbering && valueOf(numbering, 'w:numId'),
      level: level === undefined ? undefined : Number(level),
      basedOn: valueOf(style, 'w:basedOn'),
    });
  }
  return styles;
}

/** A style inherits its list; a chain longer than any real one is a loop. */
function inherited<T>(
  styles: Map<string, Style>,
  id: string | undefined,
  read: (style: Style) => T | undefined,
): T | undefined {
  let style = styles.get(id ?? '');
  for (let depth = 0; style && depth < 20; depth++) {
    const value = read(style);
    if (value !== undefined) return value;
    style = styles.get(style.basedOn ?? '');
  }
  return undefined;
}

function styleNumId(styles: Map<string, Style>, id: string | undefined): string | undefined {
  return inherited(styles, id, (style) => style.numId);
}

function styleLevel(styles: Map<string, Style>, id: string | undefined): number | undefined {
  return inherited(styles, id, (style) => style.level);
}

function valueOf(parent: XmlElement, name: string): string | undefined {
  const child = findChild(parent, name);
  return child && attr(child, 'w:val');
}

function textElement(value: string): XmlElement {
  return {
    type: 'element',
    name: 'w:t',
    attributes: { 'xml:space': 'preserve' },
    children: [{ type: 'text', value }],
  };
}

function insertLabel(paragraph: XmlElement, text: string): void {
  const run: XmlElement = { type: 'element', name: 'w:r', attributes: {}, children: [textElement(text)] };
  const after = paragraph.children.findIndex((child) => child.type === 'element' && child.name === 'w:pPr');
  paragraph.children.splice(after + 1, 0, run);
}

function showBreaks(run: XmlElement): void {
  run.children = run.children.map((child) =>
    child.type === 'element' && (child.name === 'w:br' || child.name === 'w:cr') ? textElement('\n') : child,
  );
}

function serialize(root: XmlElement): string {
  const writer = new XmlWriter();
  writer.openXml({ version: '1.0', encoding: 'UTF-8', standalone: 'yes' });
  writeNode(writer, root);
  return writer.toString();
}

function writeNode(writer: XmlWriter, node: XmlNode): void {
  if (node.type === 'text' || node.type === 'cdata') writer.writeText(node.value);
  if (node.type !== 'element') return;
  writer.openNode(node.name, node.attributes);
  for (const child of node.children) writeNode(writer, child);
  writer.closeNode();
}
