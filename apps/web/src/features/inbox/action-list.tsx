import { useId } from 'react';
import type { InboxItem } from '#contracts';
import type { Nearness } from '../../i18n/deadline';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Deadline, Status } from '../../ui/status';
import { ChoiceBar } from './choice-bar';
import { MOST_SIGNED } from './chosen';
import type { InboxGroup } from './inbox-groups';
import { GROUP_WORDS } from './inbox-words';
import { Row, Rows } from './rows';
import { isSigned } from './signed';
import { useChoice } from './use-choice';

interface ActionListProps {
  /** By how near the term is; or all in one, without a name */
  groups: readonly InboxGroup[];
  /** How many there are of each, where it is known: not all of them may be here */
  counts: Partial<Record<Nearness, number>>;
  /** The reader wants to sign these at once */
  onSign: (items: readonly InboxItem[]) => void;
}

/** What needs action; what is signed can be signed many at once. */
export function ActionList({ groups, counts, onSign }: ActionListProps) {
  const t = useT();
  const heading = useId();
  const choice = useChoice(
    groups.flatMap(({ items }) => items.filter(isSigned)),
    MOST_SIGNED,
  );
  const visas = choice.chosen.every(({ verb }) => verb === 'give_visa');
  const count = choice.chosen.length;
  return (
    <Rows choice={choice}>
      {(row) => [
        choice.items.length > 0 && (
          <ChoiceBar key="sign" choice={choice} all={(most) => t('inbox.signAll', { count: most })}>
            <Button look="main" icon="sign" onClick={() => onSign(choice.chosen)}>
              {t(visas ? 'inbox.visaChosen' : 'inbox.signChosen', { count })}
            </Button>
          </ChoiceBar>
        ),
        ...groups.map(({ nearness, items }) => (
          <section
            key={nearness ?? 'all'}
            aria-label={nearness === null ? t('inbox.listNewest') : undefined}
            aria-labelledby={nearness === null ? undefined : `${heading}-${nearness}`}
          >
            {nearness !== null && (
              <div className="group-head" data-late={nearness === 'late' ? '' : undefined}>
                <h2 id={`${heading}-${nearness}`}>{t(GROUP_WORDS[nearness])}</h2>
                <span className="count">{counts[nearness]}</span>
              </div>
            )}
            <ul>
              {items.map((item) => (
                <Row key={item.id} item={item} choice={choice} {...row(item)}>
                  {item.waitsSince ? (
                    <Status tone="soon" icon="wait">
                      {t('inbox.waits')}
                    </Status>
                  ) : (
                    <Deadline dueAt={item.dueAt} />
                  )}
                </Row>
              ))}
            </ul>
          </section>
        )),
      ]}
    </Rows>
  );
}
