/** A link that looks like a button: it leads somewhere, it does nothing by itself. */
import { AppLink } from './app-link.tsx';
import { Icon, type IconName } from './icon.tsx';

type LinkButtonProps = { to: string; label: string; icon?: IconName; primary?: boolean };

export function LinkButton({ to, label, icon, primary = false }: LinkButtonProps) {
  return (
    <AppLink to={to} className={primary ? 'link-button link-button-primary' : 'link-button'}>
      {icon && <Icon name={icon} />}
      {label}
    </AppLink>
  );
}
