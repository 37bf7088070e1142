import { type ReactNode, useId } from 'react';
import type { ActCard, PersonRef } from '#contracts';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS, LANGUAGE_WORDS } from '../../../i18n/words';
import { Fact, Facts, Person } from '../../../ui/section';
import { StateTag } from '../state-tag';
import { OwnSuggestions } from './own-suggestions';
import { OwnTerm } from './own-term';

/** All requisites of the card (775:14). */
export function Requisites({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const heading = useId();
  const { version } = card;
  const names = (list: readonly { id: string; name: Record<typeof language, string> }[]) =>
    list.length > 0 ? (
      <ul>
        {list.map(({ id, name }) => (
          <li key={id}>{name[language]}</li>
        ))}
      </ul>
    ) : (
      <Nothing />
    );
  return (
    <aside aria-labelledby={heading}>
      <h2 id={heading}>{t('agreements.requisites')}</h2>
      <Facts>
        <Fact name={t('agreements.fact.number')}>{version.number ?? t('agreements.noNumber')}</Fact>
        <Fact name={t('agreements.fact.status')}>
          <StateTag state={version.state} />
        </Fact>
        <OwnTerm card={card} />
        <OwnSuggestions card={card} />
        <Fact name={t('agreements.fact.kind')}>{t(ACT_KIND_WORDS[card.kind])}</Fact>
        <Fact name={t('agreements.fact.language')}>{t(LANGUAGE_WORDS[card.language])}</Fact>
        <Fact name={t('agreements.fact.developer')}>{card.developerBody.name[language]}</Fact>
        <Fact name={t('agreements.fact.initiator')}>
          <PersonFact person={card.initiator} />
        </Fact>
        <Fact name={t('agreements.fact.created')}>
          <time dateTime={card.createdAt}>{formatDate(language, card.createdAt)}</time>
        </Fact>
        <Fact name={t('agreements.fact.description')}>
          {card.description ? (
            <span className="said" lang={card.language}>
              {card.description}
            </span>
          ) : (
            <Nothing />
          )}
        </Fact>
        <Fact name={t('agreements.fact.interestedUnits')}>{names(version.interestedUnits)}</Fact>
        <Fact name={t('agreements.fact.legalHead')}>
          <PersonFact person={version.legalHead} />
        </Fact>
        <Fact name={t('agreements.fact.bodyHead')}>
          <PersonFact person={version.bodyHead} />
        </Fact>
        <Fact name={t('agreements.fact.approvingBodies')}>{names(version.approvingBodies)}</Fact>
        <Fact name={t('agreements.fact.internalTerm')}>
          {t('agreements.workingDays', { count: version.internalTermDays })}
          <p className="note soft">{t('agreements.term.calendarNote')}</p>
        </Fact>
      </Facts>
    </aside>
  );
}

function Nothing() {
  const t = useT();
  return <span className="faint">{t('agreements.none')}</span>;
}

function PersonFact({ person }: { person: PersonRef | null }): ReactNode {
  const language = useLanguage();
  if (!person) return <Nothing />;
  return <Person name={person.fullName} post={`${person.post[language]}, ${person.unit[language]}`} />;
}
