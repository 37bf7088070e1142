import type { InboxItem } from '#contracts';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { ChoiceBar } from './choice-bar';
import { MOST_READ } from './chosen';
import { focusNeighbour } from './focus-neighbour';
import { Row, Rows } from './rows';
import { titleOf } from './title-of';
import { useChoice } from './use-choice';
import { useRead } from './use-read';

/** What came for information, each put away when it has been read, or many at once. */
export default function InformationList({ items }: { items: readonly InboxItem[] }) {
  const t = useT();
  const language = useLanguage();
  const read = useRead();
  const choice = useChoice(items, MOST_READ);
  const { chosen } = choice;

  /** The focus goes on from the row in focus, or from the last that goes. */
  function put(gone: readonly InboxItem[], from?: string): void {
    focusNeighbour(from ?? gone.at(-1)?.id, gone);
    read.mutate(gone, { onSuccess: () => choice.leave(gone) });
  }

  return (
    <Rows
      choice={choice}
      onAct={(id) => put(chosen.length > 0 ? chosen : items.filter((item) => item.id === id), id)}
    >
      {(row) => (
        <>
          <ChoiceBar choice={choice} all={(most) => t('inbox.readAll', { count: most })}>
            <Button look="main" icon="check" onClick={() => put(chosen)}>
              {t('inbox.readChosen', { count: chosen.length })}
            </Button>
          </ChoiceBar>
          <ul aria-label={t('inbox.listInformation')}>
            {items.map((item) => (
              <Row key={item.id} item={item} choice={choice} {...row(item)}>
                <Button
                  size="small"
                  aria-label={t('inbox.readOf', { title: titleOf(item, language).text })}
                  onClick={() => put([item])}
                >
                  {t('inbox.read')}
                </Button>
              </Row>
            ))}
          </ul>
        </>
      )}
    </Rows>
  );
}
