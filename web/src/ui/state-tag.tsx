/** A state in words with an icon; the colour only repeats it. */
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'plain' | 'done' | 'active' | 'waiting' | 'late' | 'stopped';

const icons: Record<Tone, IconName> = {
  plain: 'document',
  done: 'check',
  active: 'forward',
  waiting: 'waiting',
  late: 'warning',
  stopped: 'stop',
};

export function StateTag({ tone, label, icon }: { tone: Tone; label: string; icon?: IconName }) {
  return (
    <span className={`state-tag tone-${tone}`}>
      <Icon name={icon ?? icons[tone]} size="1em" />
      {label}
    </span>
  );
}
