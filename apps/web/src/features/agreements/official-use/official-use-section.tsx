import { useRef } from 'react';
import type { ActCard, NamedReader } from '#contracts';
import { api, ask } from '../../../api/client';
import { useSession } from '../../../api/session';
import { formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { IconButton } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { Person, Section } from '../../../ui/section';
import { useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { useCommand } from '../deeds';
import { NameReader } from './name-reader';
import { ReadingsList } from './readings-list';
import { RemoveMark } from './remove-mark';
import '../../../ui/styles/combo-box.css';

interface OfficialUseProps {
  card: ActCard;
  /** The newest version is shown */
  current: boolean;
}

/** An act for official use (775:3): who may open it, who looked at it, and how the mark is taken off. */
export default function OfficialUseSection({ card, current }: OfficialUseProps) {
  const t = useT();
  // The control that names a reader, or takes one away, goes with what it did.
  const place = useRef<HTMLDivElement>(null);
  const stay = () => place.current?.focus();
  return (
    <Section
      title={t('agreements.mark')}
      aside={current && card.can.removeMark && <RemoveMark actId={card.id} />}
    >
      <div className="stack" tabIndex={-1} ref={place}>
        <p className="soft">{t('agreements.mark.text')}</p>
        <Readers card={card} onDone={stay} />
        {card.can.nameReaders && <NameReader card={card} onDone={stay} />}
        {card.can.readReadings && <ReadingsList actId={card.id} />}
      </div>
    </Section>
  );
}

function Readers({ card, onDone }: { card: ActCard; onDone: () => void }) {
  const t = useT();
  const errorWords = useErrorWords();
  const path = (employeeId: string) => ({ path: { id: card.id, employeeId } });
  const remove = useCommand((employeeId: string) =>
    ask(api.DELETE('/api/agreements/{id}/readers/{employeeId}', { params: path(employeeId) })),
  );
  if (card.readers.length === 0) return <p className="soft">{t('agreements.readers.none')}</p>;
  return (
    <>
      {remove.isError && <Notice tone="late" title={errorWords(remove.error)} />}
      <ul className="picked-list readers" aria-label={t('agreements.readers')}>
        {card.readers.map((reader) => (
          <Reader
            card={card}
            reader={reader}
            onRemove={() =>
              remove.mutate(reader.person.id, {
                onSuccess: () => {
                  toast(t('agreements.readers.removed', { name: reader.person.fullName }));
                  onDone();
                },
              })
            }
            key={reader.person.id}
          />
        ))}
      </ul>
    </>
  );
}

interface ReaderProps {
  card: ActCard;
  reader: NamedReader;
  onRemove: () => void;
}

function Reader({ card, reader, onRemove }: ReaderProps) {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const { person, body, namedBy, namedAt } = reader;
  const mine = [card.initiator.id, namedBy.id].includes(employee.id);
  return (
    <li className="picked">
      <span>
        <Person name={person.fullName} post={`${person.post[language]}, ${body.shortName[language]}`} />
        <small className="faint">
          {t('agreements.readers.by', { name: namedBy.fullName, moment: formatDateTime(language, namedAt) })}
        </small>
      </span>
      {mine && card.can.nameReaders && (
        <IconButton name="close" label={t('ui.remove', { name: person.fullName })} onClick={onRemove} />
      )}
    </li>
  );
}
