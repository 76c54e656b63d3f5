/** Search and filters of a list; they act at once and stand in the address. */
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListAddress } from '../lib/address.ts';
import { Icon } from './icon.tsx';

export type ListFilter<Name extends string = string> = {
  name: Name;
  label: string;
  /** What the list shows while nothing is chosen; “all” unless told. */
  unset?: string;
  options: { value: string; label: string }[];
};

type ListFiltersProps<Filter extends string> = {
  address: ListAddress<Filter>;
  searchLabel: string;
  filters: ListFilter<Filter>[];
};

export function ListFilters<Filter extends string>({
  address,
  searchLabel,
  filters,
}: ListFiltersProps<Filter>) {
  const { t } = useTranslation();
  const [words, setWords] = useState(address.q);
  // The address may change under the field: the back button, or “clear”.
  const [seen, setSeen] = useState(address.q);
  if (seen !== address.q) {
    setSeen(address.q);
    setWords(address.q);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    address.search(words.trim());
  };
  const asked = address.q !== '' || Object.keys(address.filters).length > 0;
  return (
    <form className="list-filters" onSubmit={submit}>
      <label className="list-search">
        <span>{searchLabel}</span>
        <span className="list-search-field">
          <input
            type="search"
            value={words}
            enterKeyHint="search"
            onChange={(event) => setWords(event.target.value)}
          />
          <button type="submit">
            <Icon name="search" />
            <span>{t('ui.search')}</span>
          </button>
        </span>
      </label>
      {filters.map((filter) => (
        <label key={filter.name} className="list-filter">
          <span>{filter.label}</span>
          <select
            value={address.filters[filter.name] ?? ''}
            onChange={(event) => address.filter(filter.name, event.target.value)}
          >
            <option value="">{filter.unset ?? t('ui.all')}</option>
            {filter.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      {asked && (
        <button type="button" className="plain-button" onClick={address.clear}>
          {t('ui.search_clear')}
        </button>
      )}
    </form>
  );
}
