import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RECORD_DEEDS, RECORD_THINGS, type RecordEntry } from '#contracts';
import { formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { useNow } from '../../ui/use-now';
import { whyWord } from '../agreements/card/history-words';
import type { RecordSearch } from './record-search';

/** One entry: when, what was done to what, and by whom. The names lead on: to the thing, and to what else there is of it. */
export function RecordRow({ entry, search }: { entry: RecordEntry; search: RecordSearch }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { at, action, thing, by, onBehalfOf, body, versionMark, code } = entry;
  const why = whyWord(code);
  const given = typeof thing.name === 'object' ? thing.name?.[language] : thing.name;
  const name = given ?? t('record.notShown');
  return (
    <li>
      <time className="faint" dateTime={at}>
        {formatMoment(language, at, now)}
      </time>
      <div>
        <span className="strong">{RECORD_DEEDS[action]?.[language] ?? action}</span>
        {why && <span className="soft">: {t(why)}</span>}
        {code && !why && <span className="code faint"> {code}</span>}
        <p className="note">
          {RECORD_THINGS[thing.kind]?.[language] ?? thing.kind}: <ThingLink thing={thing}>{name}</ThingLink>
          {versionMark && <span className="soft"> {t('record.version', { mark: versionMark })}</span>}
        </p>
        {search.thing === undefined && (
          <Link
            className="note"
            to="/record"
            search={{ thing: thing.id }}
            aria-label={t('record.allOf', { name })}
          >
            {t('record.onlyThis')}
          </Link>
        )}
      </div>
      <div className="person">
        {by ? (
          <Link to="/record" search={{ ...search, person: by.id }} title={t('record.onlyPerson')}>
            {by.fullName}
          </Link>
        ) : (
          t('record.portal')
        )}
        {by && <span>{by.post[language]}</span>}
        {onBehalfOf && (
          <span>
            {t('record.inStead')}{' '}
            <Link to="/record" search={{ ...search, person: onBehalfOf.id }} title={t('record.onlyPerson')}>
              {onBehalfOf.fullName}
            </Link>
          </span>
        )}
        {body && <span>{body.shortName[language]}</span>}
      </div>
    </li>
  );
}

function ThingLink({
  thing: { kind, linkId },
  children,
}: {
  thing: RecordEntry['thing'];
  children: ReactNode;
}) {
  if (linkId === null) return <span className="soft">{children}</span>;
  switch (kind) {
    case 'draft_act':
      return (
        <Link to="/agreements/$id" params={{ id: linkId }}>
          {children}
        </Link>
      );
    case 'account':
    case 'employee':
      return (
        <Link to="/directory/people/$id" params={{ id: linkId }}>
          {children}
        </Link>
      );
    case 'state_body':
    case 'unit':
      return (
        <Link to="/directory/bodies/$id" params={{ id: linkId }}>
          {children}
        </Link>
      );
    case 'account_request':
      return (
        <Link to="/accounts/$id" params={{ id: linkId }}>
          {children}
        </Link>
      );
    case 'calendar_year':
      return (
        <Link to="/calendar" search={{ year: Number(linkId) }}>
          {children}
        </Link>
      );
    default:
      return <span>{children}</span>;
  }
}
