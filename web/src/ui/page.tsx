/** The frame of every screen: title (takes the focus on navigation), where it is, its acts, a readable width. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppLink } from './app-link.tsx';
import { Icon } from './icon.tsx';

export type Crumb = { label: string; to: string };

type PageProps = {
  title: string;
  /** One sentence under the title: what this screen is for. */
  lead?: ReactNode;
  /** The way here, without this page itself. */
  crumbs?: Crumb[];
  /** Buttons; the main act first. */
  actions?: ReactNode;
  /** `text` for forms and reading, `wide` for lists and boards. */
  width?: 'text' | 'wide';
  children: ReactNode;
};

let firstPage = true;

export function Page({ title, lead, crumbs = [], actions, width = 'wide', children }: PageProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  useEffect(() => {
    // A screen reader hears where it is after each navigation; the first page is announced by the browser itself.
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  const back = crumbs.at(-1);
  return (
    <div className={`page page-${width}`}>
      {back && (
        <nav className="crumbs" aria-label={t('ui.breadcrumbs')}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.to}>
                <AppLink to={crumb.to}>
                  {crumb === back && <Icon name="back" size="1em" />}
                  {crumb.label}
                </AppLink>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="page-lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page under its own heading, on a white sheet. */
export function Section({
  title,
  actions,
  children,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section">
      {(title !== undefined || actions) && (
        <header className="section-head">
          {title !== undefined && <h2>{title}</h2>}
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

/** Label and value pairs of a record; empty values are left out by the caller. */
export function Facts({ rows }: { rows: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
