import { lazy, Suspense, useState } from 'react';
import type { InboxItem } from '#contracts';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { allOrNone, MOST_CHOSEN } from './chosen';
import { VERB_WORDS } from './inbox-words';

const BulkDialog = lazy(() => import('../agreements/sign/bulk/bulk-dialog'));

interface SignBarProps {
  /** All shown that wait for a signature of the reader */
  items: readonly InboxItem[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Chooses many documents and signs them with one key. */
export function SignBar({ items, chosen, onChoose }: SignBarProps) {
  const t = useT();
  // Taken when the dialog opens: the list under it goes on changing while the documents are signed.
  const [signed, setSigned] = useState<readonly InboxItem[] | null>(null);
  const due = items.filter(({ id }) => chosen.has(id));
  return (
    <div className="sign-bar">
      <Checkbox
        label={t('inbox.signAll', { count: Math.min(items.length, MOST_CHOSEN) })}
        checked={due.length > 0 && due.length >= Math.min(items.length, MOST_CHOSEN)}
        onChange={() => onChoose(allOrNone(chosen, items))}
      />
      {due.length >= MOST_CHOSEN && (
        <span className="note soft">{t('inbox.signMost', { count: MOST_CHOSEN })}</span>
      )}
      <span className="push" />
      {due.length > 0 && (
        <Button look="main" icon="sign" onClick={() => setSigned(due)}>
          {t('inbox.signChosen', { count: due.length })}
        </Button>
      )}
      {signed && (
        <Suspense>
          <BulkDialog
            items={signed}
            verbWords={VERB_WORDS}
            onClose={() => {
              setSigned(null);
              onChoose(new Set());
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
