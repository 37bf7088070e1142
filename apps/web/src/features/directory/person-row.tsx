import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { PersonItem } from '#contracts';
import { useLanguage } from '../../i18n/i18n';
import { Marked } from './marked';

interface PersonRowProps {
  person: PersonItem;
  /** By which he was found, folded */
  words: readonly string[];
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One employee: name, post, unit and body, telephone. */
export function PersonRow({ person, words, onKeyDown }: PersonRowProps) {
  const language = useLanguage();
  return (
    <li className="work-row person-row">
      <div className="subject">
        <Link to="/directory/people/$id" params={{ id: person.id }} onKeyDown={onKeyDown}>
          <Marked text={person.fullName} words={words} />
        </Link>
        <p className="meta">
          {[person.post, person.unit.name, person.body.shortName].map((text, place) => (
            // The three never change their places.
            <span key={['post', 'unit', 'body'][place]}>
              <Marked text={text[language]} words={words} />
            </span>
          ))}
        </p>
      </div>
      <span className="phone">
        <Marked text={person.workPhone} words={words} />
      </span>
    </li>
  );
}
