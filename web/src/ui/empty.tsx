/** Nothing here: says so, and what to do about it. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

type EmptyProps = { title: string; hint?: ReactNode; action?: ReactNode; icon?: IconName };

export function Empty({ title, hint, action, icon = 'archive' }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} size="2.5rem" />
      <p className="empty-title">{title}</p>
      {hint && <p>{hint}</p>}
      {action}
    </div>
  );
}
