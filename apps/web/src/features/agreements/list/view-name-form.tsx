import { type SubmitEvent, useEffect, useId, useState } from 'react';
import { MAX_VIEW_NAME } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/field';

interface ViewNameFormProps {
  name: string;
  /** On the button that takes the name. */
  action: string;
  busy: boolean;
  /** @param name trimmed, not empty */
  onName: (name: string) => void;
  /** Of a name that is there already: it stays. The form takes the focus then. */
  onCancel?: () => void;
}

/** How a view is called. */
export function ViewNameForm({ name, action, busy, onName, onCancel }: ViewNameFormProps) {
  const t = useT();
  const field = useId();
  const [typed, setTyped] = useState(name);
  const [missing, setMissing] = useState(false);
  const label = t('agreements.list.ownName');
  const isThere = onCancel !== undefined;
  useEffect(() => {
    const input = document.getElementById(field);
    if (isThere && input instanceof HTMLInputElement) input.select();
  }, [field, isThere]);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (busy) return;
    const given = typed.trim();
    setMissing(given === '');
    if (given === '') document.getElementById(field)?.focus();
    else onName(given);
  }

  return (
    <form className="saved-view-form" onSubmit={submit} noValidate>
      <TextField
        id={field}
        label={label}
        error={missing ? t('agreements.rule.missing', { label }) : undefined}
        value={typed}
        maxLength={MAX_VIEW_NAME}
        onChange={({ target }) => {
          setTyped(target.value);
          setMissing(false);
        }}
      />
      <div className="cluster">
        <Button type="submit" busy={busy}>
          {action}
        </Button>
        {onCancel && (
          <Button look="quiet" onClick={onCancel} disabled={busy}>
            {t('ui.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
