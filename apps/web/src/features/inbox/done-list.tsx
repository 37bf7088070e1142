import type { DoneItem } from '#contracts';
import { formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Status } from '../../ui/status';
import { useNow } from '../../ui/use-now';
import { focusNeighbour } from './focus-neighbour';
import { END_WORDS } from './inbox-words';
import { Row, Rows } from './rows';
import { titleOf } from './title-of';
import { useUnread } from './use-read';

/** What left the inbox of late and how; what was read can be put back. */
export function DoneList({ items }: { items: readonly DoneItem[] }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const unread = useUnread();
  return (
    <Rows>
      {(row) => (
        <ul className="done-list" aria-label={t('inbox.listDone')}>
          {items.map((item) => (
            <Row key={item.id} item={item} {...row(item)}>
              <span className="done-end">
                {item.end === 'over' ? (
                  <span className="soft">{t(END_WORDS.over)}</span>
                ) : (
                  <Status tone="done" icon="done">
                    {t(END_WORDS[item.end])}
                  </Status>
                )}
                <time className="note soft" dateTime={item.closedAt}>
                  {formatMoment(language, item.closedAt, now)}
                </time>
              </span>
              {item.end === 'read' && (
                <Button
                  size="small"
                  aria-label={t('inbox.unreadOf', { title: titleOf(item, language).text })}
                  onClick={() => {
                    focusNeighbour(item.id, [item]);
                    unread.mutate([item]);
                  }}
                >
                  {t('inbox.unread')}
                </Button>
              )}
            </Row>
          ))}
        </ul>
      )}
    </Rows>
  );
}
