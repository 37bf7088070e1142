import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LEAST_QUESTION, type PersonItem } from '#contracts';
import { useLanguage } from '../../i18n/i18n';
import { type Option, PickOne } from '../../ui/combo-box';
import { useSearchText } from '../../ui/use-search-text';
import { peopleQuery } from '../directory/directory-queries';

interface PickPersonProps {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Of this body alone; of any where left out */
  body?: string | undefined;
  /** Who is not offered */
  without?: readonly string[];
  value: PersonItem | null;
  onChange: (person: PersonItem | null) => void;
}

/** An employee out of all, found as the directory finds people: in any script, layout and order of words. */
export function PickPerson({ body, without = [], value, onChange, ...frame }: PickPersonProps) {
  const language = useLanguage();
  const [q, setQ] = useState('');
  const [text, setText] = useSearchText(q, setQ);
  const asks = q.length >= LEAST_QUESTION;
  const list = useInfiniteQuery({
    ...peopleQuery({ q, body }),
    enabled: asks,
    placeholderData: keepPreviousData,
  });
  const found = asks ? (list.data?.pages[0]?.items ?? []) : [];
  const people = found.filter(({ id }) => !without.includes(id) && id !== value?.id);
  const optionOf = ({ id, fullName, post, unit, body: own }: PersonItem): Option => ({
    id,
    label: fullName,
    hint: [post[language], unit.name[language], ...(body ? [] : [own.shortName[language]])].join(', '),
  });
  return (
    <PickOne
      {...frame}
      options={[...(value ? [value] : []), ...people].map(optionOf)}
      value={value?.id ?? null}
      onChange={(id) => onChange(people.find((person) => person.id === id) ?? null)}
      source={{ onText: setText, pending: !asks || text.trim() !== q || list.isFetching }}
    />
  );
}
