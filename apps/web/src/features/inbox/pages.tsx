import type { ReactNode } from 'react';
import type { InboxItem } from '#contracts';
import { useT } from '../../i18n/i18n';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState } from '../../ui/states';

const ROW_KEYS = { X: 'inbox.keyChoose', E: 'inbox.keyRead' } as const;
type RowKey = keyof typeof ROW_KEYS;

/** What both lists are asked for by. */
interface ListState {
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isPlaceholderData: boolean;
  refetch: () => Promise<unknown>;
  fetchNextPage: () => Promise<{ data?: { pages: { items: unknown[] }[] } | undefined }>;
}

interface PagesProps<Item extends InboxItem> {
  list: ListState;
  items: readonly Item[] | undefined;
  empty: ReactNode;
  /** What can be done with rows by a key */
  keys?: readonly RowKey[];
  children: (items: readonly Item[]) => ReactNode;
}

/** A list that is turned page by page, until it is there, where it failed, and where it is empty. */
export function Pages<Item extends InboxItem>({ list, items, empty, keys = [], children }: PagesProps<Item>) {
  const t = useT();
  if (!items) {
    if (!list.error) return <Skeleton label={t('inbox.loading')} />;
    return <ErrorState title={t('inbox.failed')} error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (items.length === 0) return empty;

  async function more(): Promise<void> {
    const { data } = await list.fetchNextPage();
    const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0);
    if (count) announce(t('inbox.shown', { count }));
  }

  return (
    <>
      <div className="inbox-list" aria-busy={list.isPlaceholderData}>
        {children(items)}
      </div>
      {list.hasNextPage && (
        <p className="list-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void more()}>
            {t('inbox.more')}
          </Button>
        </p>
      )}
      <KeyHints keys={keys} />
    </>
  );
}

/** The keys that one needs most; `?` shows all. */
function KeyHints({ keys }: { keys: readonly RowKey[] }) {
  const t = useT();
  return (
    <div className="key-hints list-keys">
      <span>
        <kbd>J</kbd>
        <kbd>K</kbd> {t('inbox.keyNext')}
      </span>
      <span>
        <kbd>Enter</kbd> {t('inbox.keyOpen')}
      </span>
      {keys.map((key) => (
        <span key={key}>
          <kbd>{key}</kbd> {t(ROW_KEYS[key])}
        </span>
      ))}
      <span>
        <kbd>Ctrl K</kbd> {t('inbox.keyPalette')}
      </span>
      <span>
        <kbd>?</kbd> {t('inbox.keyAll')}
      </span>
    </div>
  );
}

/** Nothing meets what is searched for. */
export function NothingFound({ onClear }: { onClear: () => void }) {
  const t = useT();
  return (
    <Blank icon="search" title={t('inbox.nothing')} text={t('inbox.nothingText')}>
      <Button onClick={onClear}>{t('inbox.clear')}</Button>
    </Blank>
  );
}
