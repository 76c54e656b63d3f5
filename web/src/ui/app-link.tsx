/** A link inside the app; `to` may carry a query: `/members?state=full`. `onOpen` hears that it was followed. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseSearch } from '../lib/address.ts';

export function AppLink(props: {
  to: string;
  className?: string;
  label?: string;
  onOpen?: () => void;
  children: ReactNode;
}) {
  const [path, query] = props.to.split('?', 2);
  return (
    <Link
      to={path ?? '/'}
      search={parseSearch(query ?? '')}
      {...(props.className ? { className: props.className } : {})}
      {...(props.onOpen ? { onClick: props.onOpen } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
    >
      {props.children}
    </Link>
  );
}
