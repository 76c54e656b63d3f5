/** Masking profiles: what of a person a kind of notice may show. Names only as the notice needs them. */
import { mapContent, type PublicContent, type Value } from './content.ts';
import { withoutHouseNumbers } from './house-numbers.ts';
import { doubleSurnames } from './surnames.ts';

/**
 * `names_masked`: 王*明; `names_full`: where the rule demands the name; `names_hidden`: the family name alone (王某),
 * for relief and whatever else shows a person's need.
 */
export type MaskingProfile = 'names_masked' | 'names_full' | 'names_hidden';

export const maskingProfiles: readonly MaskingProfile[] = ['names_masked', 'names_full', 'names_hidden'];

/** 王明 → 王*, 王小明 → 王*明, 欧阳小明 → 欧阳*明, 阿卜杜拉·买买提 → 阿**…; one star for each hidden character. */
export function maskedName(name: string): string {
  const letters = [...name.trim()];
  if (letters.length <= 1) return '*';
  const family = letters.length > 2 && doubleSurnames.has(letters.slice(0, 2).join('')) ? 2 : 1;
  const given = letters.slice(family);
  const shown = given.length === 1 ? '*' : `${'*'.repeat(given.length - 1)}${given.at(-1)}`;
  return letters.slice(0, family).join('') + shown;
}

/** 王小明 → 王某. */
export function familyNameOnly(name: string): string {
  const letters = [...name.trim()];
  const family = letters.length > 2 && doubleSurnames.has(letters.slice(0, 2).join('')) ? 2 : 1;
  return `${letters.slice(0, family).join('')}某`;
}

/**
 * Title and content as the public may see them: house numbers are taken out, names hidden. A person's name is hidden in the free text as well, wherever it stands
 * as a `person` value; a name that stands in free text alone is the reviewer's to find.
 */
export function masked(
  title: string,
  content: PublicContent,
  profile: MaskingProfile,
): { title: string; content: PublicContent } {
  if (profile === 'names_full') return { title, content };
  const hide = profile === 'names_masked' ? maskedName : familyNameOnly;
  // The longest first: 王小明 must not be left as 王*明明 by 王小.
  const names = personsIn(content)
    .filter((name) => [...name].length > 1)
    .sort((a, b) => b.length - a.length);
  const inText = (text: string): string =>
    withoutHouseNumbers(names.reduce((hidden, name) => hidden.replaceAll(name, hide(name)), text));
  const inValue = (value: Value): Value => {
    if (value.kind === 'person') return { ...value, name: hide(value.name) };
    return value.kind === 'text' ? { ...value, text: inText(value.text) } : value;
  };
  return { title: inText(title), content: mapContent(content, inValue, inText) };
}

function personsIn(content: PublicContent): string[] {
  const names = new Set<string>();
  mapContent(content, (value) => {
    if (value.kind === 'person') names.add(value.name.trim());
    return value;
  });
  return [...names];
}
