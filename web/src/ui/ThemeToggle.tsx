import { Button } from './Button';
import { Icon } from './Icon';
import { chooseTheme, type ThemeChoice, useThemeChoice } from './theme';

const NEXT: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;

export function ThemeToggle() {
  const choice = useThemeChoice();
  const label = `Theme: ${choice}. Switch to ${NEXT[choice]}`;
  return (
    <Button kind="quiet" aria-label={label} title={label} onClick={() => chooseTheme(NEXT[choice])}>
      <Icon name={ICONS[choice]} size={15} />
    </Button>
  );
}
