/** Previous, where, next. */
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

type PagerProps = { page: number; pages: number; onTurn: (page: number) => void };

export function Pager({ page, pages, onTurn }: PagerProps) {
  const { t } = useTranslation();
  if (pages <= 1) return null;
  return (
    <nav className="pager" aria-label={t('ui.pages')}>
      {page > 1 && (
        <button type="button" onClick={() => onTurn(page - 1)}>
          <Icon name="back" size="1em" />
          {t('ui.page_previous')}
        </button>
      )}
      <span aria-current="page">{t('ui.page_of', { page, pages })}</span>
      {page < pages && (
        <button type="button" onClick={() => onTurn(page + 1)}>
          {t('ui.page_next')}
          <Icon name="forward" size="1em" />
        </button>
      )}
    </nav>
  );
}
