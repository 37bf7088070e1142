import { type KeyboardEvent, useState } from 'react';
import { useT } from '../i18n/i18n';
import { Icon } from './icon';

/** Whether Caps Lock is on while somebody types; `watch` goes onto the input. */
export function useCapsLock() {
  const [on, setOn] = useState(false);
  const look = (event: KeyboardEvent) => setOn(event.getModifierState('CapsLock'));
  return { on, watch: { onKeyDown: look, onKeyUp: look, onBlur: () => setOn(false) } };
}

/** Stands under a password; empty, so that it can be announced, while Caps Lock is off. */
export function CapsLockNote({ on }: { on: boolean }) {
  const t = useT();
  return (
    <p className="caps-lock note" role="status">
      {on && (
        <>
          <Icon name="info" small />
          {t('ui.capsLock')}
        </>
      )}
    </p>
  );
}
