import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActCard, Opening } from '#contracts';
import { formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Disclosure } from '../../../ui/disclosure';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { openingsQuery } from '../agreements-queries';

/** Who has opened the card in this version, asked for when it is unfolded. */
export function OpeningsList({ card }: { card: ActCard }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className="history">
      <Disclosure summary={t('agreements.openings')} onOpen={() => setOpen(true)}>
        {open && <Entries actId={card.id} version={card.version.ordinal} />}
      </Disclosure>
    </div>
  );
}

function Entries({ actId, version }: { actId: string; version: number }) {
  const t = useT();
  const openings = useQuery(openingsQuery(actId, version));
  if (openings.isError && !openings.data) {
    return <ErrorState error={openings.error} onRetry={() => void openings.refetch()} />;
  }
  if (!openings.data) return <Skeleton />;
  if (openings.data.items.length === 0) return <p className="soft">{t('agreements.openings.none')}</p>;
  return (
    <ol className="history-list">
      {openings.data.items.map((opening) => (
        <Entry opening={opening} key={opening.person?.id ?? opening.body.id} />
      ))}
    </ol>
  );
}

function Entry({ opening: { body, person, firstAt, lastAt } }: { opening: Opening }) {
  const t = useT();
  const language = useLanguage();
  const said = [
    person && `${person.post[language]}, ${person.unit[language]}`,
    firstAt !== lastAt && t('agreements.openings.first', { moment: formatDateTime(language, firstAt) }),
  ];
  return (
    <li>
      <time className="faint" dateTime={lastAt}>
        {formatDateTime(language, lastAt)}
      </time>
      <span>
        {person ? person.fullName : t('agreements.openings.inBody', { body: body.name[language] })}
        <small className="faint">{said.filter(Boolean).join('. ')}</small>
      </span>
    </li>
  );
}
