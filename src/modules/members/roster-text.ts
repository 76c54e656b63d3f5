/** Tidies what people type into sheets, without changing what it says. */

/** Full-width digits, letters, punctuation and blanks become half-width; invisible characters go. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}\u{FEFF}]/gu, '')
    .replace(/[\u{FF01}-\u{FF5E}]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u{3000}\u{A0}]/gu, ' ');
}

/** One form for comparing headers and labels: half-width, no blanks, no marks around them. */
export function comparable(text: string): string {
  return halfWidth(text)
    .replace(/[\s*:;.,、，。：；"'“”]/g, '')
    .toLowerCase();
}

/** Trims, drops a leading apostrophe (the mark of text typed into a number cell) and joins broken lines. */
export function tidy(text: string): string {
  return text
    .replace(/[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}\u{FEFF}]/gu, '')
    .replace(/[\s\u{3000}\u{A0}]+/gu, ' ')
    .trim()
    .replace(/^['’‘](?=.)/, '')
    .trim();
}

/** A Chinese name without blanks between characters (张 三), other names with one form of the dot between parts. */
export function tidyName(text: string): string {
  return tidy(text)
    .replace(/[•・．‧∙●]/g, '·')
    .replace(/\s*·\s*/g, '·')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
}
