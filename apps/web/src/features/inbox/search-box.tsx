import { useRef } from 'react';
import { useT } from '../../i18n/i18n';
import { TextField } from '../../ui/field';
import { useKeys } from '../../ui/use-keys';
import { useSearchText } from '../../ui/use-search-text';
import type { InboxSearch } from './inbox-search';

interface SearchBoxProps {
  search: InboxSearch;
  onChange: (search: InboxSearch) => void;
}

/** Words of what is looked for; `/` leads here from the list. */
export function SearchBox({ search, onChange }: SearchBoxProps) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useSearchText(search.q ?? '', (q) => onChange({ ...search, q: q || undefined }));
  useKeys({ Slash: () => box.current?.focus() });
  return (
    <TextField
      ref={box}
      label={t('inbox.search')}
      type="search"
      placeholder={t('inbox.searchHint')}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
