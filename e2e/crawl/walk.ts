/** Walks the staff app by its own links, as somebody who opens everything once. */
import type { Page } from 'playwright-core';
import { settle } from '../support/look.ts';

/** A screen of the route table, such as `/members/$id`. */
export type Template = string;

export type Visit = { address: string; template: Template; /** Its headings and acts. */ parts: string[] };

const linksOnPage = `[...document.querySelectorAll('a[href^="/app"]')].map((one) => one.getAttribute('href'))`;
const partsOfPage = `[...document.querySelectorAll('main h2, main summary, main button[type=submit]')]
  .map((one) => one.textContent.replaceAll(/[\\d-]+/g, '').trim())`;

/** Every screen below the shell: those of the route table, and the three that the shell has of its own. */
export async function listTemplates(): Promise<Template[]> {
  // A computed address, because the types of the web app are checked with its own settings.
  const table: string = new URL('../../web/src/app/features.ts', import.meta.url).href;
  const { features } = (await import(table)) as {
    features: { path: string; screens?: Record<string, unknown> }[]; // the shape of that file's `Feature`
  };
  const screens = features.flatMap(({ path, screens = {} }) => [
    path,
    ...Object.keys(screens).map((further) => path + further),
  ]);
  return ['/account', '/more', ...screens];
}

/** The template of an address below /app; a literal path wins over one with a parameter. */
export function templateOf(address: string, templates: readonly Template[]): Template | undefined {
  const path = new URL(address, 'http://town').pathname.replace(/^\/app/u, '').replace(/\/$/u, '');
  const fits = (template: Template): boolean =>
    new RegExp(`^${template.replaceAll(/\$[A-Za-z]+/gu, '[^/]+')}$`, 'u').test(path);
  return templates.find((template) => template === path) ?? templates.find(fits);
}

/**
 * Opens pages by following links from the first one, each screen once, and hands each to `onPage`. A screen with search
 * parameters, such as a step or a filter, is opened once by whoever meets it first: `variants` holds those.
 */
export async function walk(
  page: Page,
  templates: readonly Template[],
  options: { variants: Set<string>; onPage: (visit: Visit) => Promise<void> },
): Promise<number> {
  const opened = new Set<string>();
  // What no link leads to is typed, as a bookmark would be.
  const waiting = ['/app/', ...templates.filter((one) => !one.includes('$')).map((one) => `/app${one}`)];
  let pages = 0;
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const template = templateOf(address, templates);
    if (template === undefined && address !== '/app/') continue;
    const kind = kindOf(address, template ?? '/');
    const seen = kind === template || address === '/app/' ? opened : options.variants;
    if (seen.has(kind)) continue;
    seen.add(kind);
    await page.goto(address);
    await page.locator('main h1').first().waitFor();
    await settle(page);
    pages++;
    const parts = await page.evaluate<string[]>(partsOfPage);
    waiting.push(...(await page.evaluate<string[]>(linksOnPage)));
    await options.onPage({ address, template: template ?? '/', parts });
  }
  return pages;
}

/** The template with the names of the search parameters, and the value where it chooses a part of the screen. */
function kindOf(address: string, template: Template): string {
  const { searchParams } = new URL(address, 'http://town');
  const named = [...searchParams].map(([name, value]) => (name === 'step' ? `${name}=${value}` : name));
  return [template, ...named.sort()].join(' ');
}
