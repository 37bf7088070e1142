import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportColumn, ImportView } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Disclosure } from '../../../ui/disclosure';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { useErrorWords } from '../../../ui/states';
import { compare, keepImport } from './import-queries';
import { columnsOf, isTold } from './import-words';

/** Which column of the file is which of the directory's: as it was recognised, to be told otherwise. */
export function Mapping({ view }: { view: ImportView }) {
  const t = useT();
  const told = isTold(view.kind, view.mapping);
  const form = <MappingForm view={view} />;
  return (
    <Section title={t('directory.import.columns')} count={view.fileName}>
      {told ? (
        <Disclosure summary={t('directory.import.recognised')}>{form}</Disclosure>
      ) : (
        <>
          <p className="prose soft">{t('directory.import.columnsText')}</p>
          {form}
        </>
      )}
    </Section>
  );
}

function MappingForm({ view }: { view: ImportView }) {
  const t = useT();
  const language = useLanguage();
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const [mapping, setMapping] = useState<(ImportColumn | null)[]>(view.mapping);
  const comparing = useMutation({
    mutationFn: () => compare(view.id, mapping),
    onSuccess: (compared) => keepImport(queryClient, compared),
  });
  const columns = columnsOf(view.kind);
  const tell = (place: number, key: string) => {
    const column = columns.find((one) => one.key === key)?.key ?? null;
    // Each is taken once: what was told before gives way.
    setMapping(mapping.map((now, at) => (at === place ? column : now === column ? null : now)));
  };
  return (
    <div className="stack">
      <div className="import-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('directory.import.inFile')}</th>
              <th scope="col" className="import-sample">
                {t('directory.import.sample')}
              </th>
              <th scope="col">{t('directory.import.inDirectory')}</th>
            </tr>
          </thead>
          <tbody>
            {view.headings.map((heading, place) => (
              <tr key={`${place} ${heading}`}>
                <th scope="row">{heading}</th>
                <td className="import-sample soft">
                  {view.sample
                    .map((row) => row[place] ?? '')
                    .filter(Boolean)
                    .slice(0, 2)
                    .join(' · ')}
                </td>
                <td>
                  <select
                    className="select"
                    aria-label={heading === '' ? String(place + 1) : heading}
                    value={mapping[place] ?? ''}
                    onChange={({ target }) => tell(place, target.value)}
                  >
                    <option value="">{t('directory.import.none')}</option>
                    {columns.map(({ key, name }) => (
                      <option value={key} key={key}>
                        {name[language]}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {comparing.isError && <Notice tone="late" title={words(comparing.error)} />}
      <p>
        <Button busy={comparing.isPending} onClick={() => comparing.mutate()}>
          {t('directory.import.compare')}
        </Button>
      </p>
    </div>
  );
}
