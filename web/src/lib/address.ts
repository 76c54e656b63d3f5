/** The state of a screen in its address: search parameters as plain text, so that a link shows what the sender saw. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

export type SearchText = Record<string, string>;

export function parseSearch(text: string): SearchText {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The search parameters and a setter that merges (empty text removes one); it does not add to the history. */
export function useSearchText(): [SearchText, (change: SearchText) => void] {
  const search: SearchText = useSearch({ strict: false }); // parseSearch above gives text only
  const navigate = useNavigate();
  const change = (given: SearchText) => {
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, ...given }),
      replace: true,
      resetScroll: false,
    });
  };
  return [search, change];
}

/** One parameter of the path, such as `id` of `/meetings/$id`. */
export function usePathParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  const value = params[name];
  if (value === undefined) throw new Error(`the path has no ${name}`);
  return value;
}

/** Where a list stands: search text, page, and the filters that its address names. */
export type ListAddress<Filter extends string> = {
  q: string;
  page: number;
  filters: Partial<Record<Filter, string>>;
  /** For the endpoint: `{ q?, page, …filters }`, empty ones left out. */
  input: { q?: string; page: number } & Partial<Record<Filter, string>>;
  search: (q: string) => void;
  filter: (name: Filter, value: string) => void;
  turnTo: (page: number) => void;
  clear: () => void;
};

/** A list's state in the address; changing the search or a filter goes back to page 1. */
export function useListAddress<Filter extends string = never>(
  names: readonly Filter[] = [],
): ListAddress<Filter> {
  const [text, change] = useSearchText();
  const q = text['q'] ?? '';
  const page = Math.max(1, Number.parseInt(text['page'] ?? '1', 10) || 1);
  const filters = Object.fromEntries(
    names.flatMap((name) => (text[name] ? [[name, text[name]]] : [])),
  ) as Partial<Record<Filter, string>>; // built from the names above
  const empty = Object.fromEntries(names.map((name) => [name, '']));
  return {
    q,
    page,
    filters,
    input: { ...(q ? { q } : {}), page, ...filters },
    search: (words) => change({ q: words, page: '' }),
    filter: (name, value) => change({ [name]: value, page: '' }),
    turnTo: (next) => change({ page: next > 1 ? String(next) : '' }),
    clear: () => change({ ...empty, q: '', page: '' }),
  };
}
