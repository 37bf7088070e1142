import type { ComponentProps } from 'react';
import { Icon, type IconName } from './icon';

export interface ButtonLook {
  /** `main` is the one filled button of a screen. */
  look?: 'plain' | 'main' | 'quiet' | 'danger';
  size?: 'small' | 'normal' | 'large';
}

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ look = 'plain', size = 'normal' }: ButtonLook = {}): string {
  const classes = ['btn'];
  if (look !== 'plain') classes.push(`btn-${look}`);
  if (size !== 'normal') classes.push(`btn-${size}`);
  return classes.join(' ');
}

interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  icon?: IconName;
  /** The work it began is under way: it stays in place and in focus, and does not answer a second click. */
  busy?: boolean;
}

export function Button({ look, size, icon, busy = false, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ look, size })}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {busy ? <Icon name="refresh" /> : icon && <Icon name={icon} small={size === 'small'} />}
      {children}
    </button>
  );
}

/** A button that is only an icon; its name is said and shown on hover. */
export function IconButton({
  name,
  label,
  ...rest
}: ComponentProps<'button'> & { name: IconName; label: string }) {
  return (
    <button type="button" {...rest} className="btn btn-quiet btn-icon" aria-label={label} title={label}>
      <Icon name={name} />
    </button>
  );
}
