import type { InboxItem } from '#contracts';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { allOrNone, MOST_CHOSEN } from './chosen';

interface SignBarProps {
  /** All shown that wait for a signature of the reader */
  items: readonly InboxItem[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onSign: (items: readonly InboxItem[]) => void;
}

/** Chooses many documents, to be signed with one key. */
export function SignBar({ items, chosen, onChoose, onSign }: SignBarProps) {
  const t = useT();
  const most = Math.min(items.length, MOST_CHOSEN);
  const due = items.filter(({ id }) => chosen.has(id));
  const visas = due.every(({ verb }) => verb === 'give_visa');
  return (
    <div className="sign-bar" data-chosen={due.length > 0 ? '' : undefined}>
      <Checkbox
        label={t('inbox.signAll', { count: most })}
        checked={due.length >= most}
        onChange={() => onChoose(allOrNone(chosen, items))}
      />
      {due.length >= MOST_CHOSEN && (
        <span className="note soft">{t('inbox.signMost', { count: MOST_CHOSEN })}</span>
      )}
      <span className="push" />
      {due.length > 0 && (
        <Button look="main" icon="sign" onClick={() => onSign(due)}>
          {t(visas ? 'inbox.visaChosen' : 'inbox.signChosen', { count: due.length })}
        </Button>
      )}
    </div>
  );
}
