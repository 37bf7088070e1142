import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/i18n';
import { buttonClass } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { Blank } from '../../ui/states';
import { DoneList } from './done-list';
import { doneQuery } from './inbox-queries';
import { cleared, type InboxSearch, isNarrowed, VERBS } from './inbox-search';
import { VERB_WORDS } from './inbox-words';
import { NothingFound, Pages } from './pages';
import { SearchBox } from './search-box';
import '../../ui/styles/filters.css';
import '../../ui/styles/inbox.css';

interface DoneSectionProps {
  search: InboxSearch;
  onChange: (search: InboxSearch) => void;
}

/** What left the inbox of late: done, read, or no longer asked for. */
export default function DoneSection({ search, onChange }: DoneSectionProps) {
  const t = useT();
  const list = useInfiniteQuery(doneQuery(search));
  const items = list.data?.pages.flatMap((page) => page.items);
  const empty = isNarrowed(search) ? (
    <NothingFound onClear={() => onChange(cleared(search))} />
  ) : (
    <Blank icon="work" title={t('inbox.emptyDone')} text={t('inbox.emptyDoneText')}>
      <Link className={buttonClass()} to="/inbox" search={{}}>
        {t('inbox.toAction')}
      </Link>
    </Blank>
  );
  return (
    <>
      <search className="filters inbox-filters">
        <SearchBox search={search} onChange={onChange} />
        <SelectField
          label={t('inbox.byVerb')}
          value={search.verb ?? ''}
          onChange={({ target }) =>
            onChange({ ...search, verb: VERBS.find((verb) => verb === target.value) })
          }
        >
          <option value="">{t('inbox.any')}</option>
          {VERBS.map((verb) => (
            <option key={verb} value={verb}>
              {t(VERB_WORDS[verb])}
            </option>
          ))}
        </SelectField>
      </search>
      <Pages list={list} items={items} empty={empty}>
        {(shown) => <DoneList items={shown} />}
      </Pages>
    </>
  );
}
