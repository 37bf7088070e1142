import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ActCard, forgiving, type RemarkPlace, type TextParagraph } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { SelectField, TextField } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { Blank, ErrorState } from '../../../ui/states';
import { fileTextQuery } from '../agreements-queries';

interface PickPlaceProps {
  card: ActCard;
  onPick: (place: RemarkPlace, number: string | null) => void;
  onClose: () => void;
}

/** Characters of a paragraph that stand with a remark. */
const EXCERPT = 200;
/** More are found by searching. */
const SHOWN = 300;

/** A paragraph of the version's text, to tie a remark to it; of files without a text the place is typed. */
export default function PickPlace({ card, onPick, onClose }: PickPlaceProps) {
  const t = useT();
  const files = card.version.files.filter(({ format }) => format === 'docx');
  const [fileId, setFileId] = useState(files[0]?.id ?? '');
  const [search, setSearch] = useState('');
  const text = useQuery({ ...fileTextQuery(card.id, fileId), enabled: fileId !== '' });
  const wanted = forgiving(search);
  const found = (text.data?.paragraphs ?? []).filter(
    ({ number, text: words }) =>
      words.trim() !== '' && (wanted === '' || forgiving(`${number ?? ''} ${words}`).includes(wanted)),
  );

  function pick({ anchor, number, text: words }: TextParagraph): void {
    onPick({ fileId, anchor, excerpt: words.replace(/\s+/g, ' ').slice(0, EXCERPT) }, number);
    onClose();
  }

  return (
    <Dialog title={t('agreements.pickPlace')} onClose={onClose}>
      <div className="stack">
        {files.length > 1 && (
          <SelectField
            label={t('sign.says.file')}
            value={fileId}
            onChange={({ target }) => setFileId(target.value)}
          >
            {files.map(({ id, name }) => (
              <option value={id} key={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          label={t('agreements.list.search')}
          type="search"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        {text.isPending && fileId !== '' && <Skeleton />}
        {text.isError && <ErrorState error={text.error} onRetry={() => void text.refetch()} />}
        {text.data && found.length === 0 && (
          <Blank icon="search" title={t('agreements.list.nothing')} text={t('agreements.list.nothingText')} />
        )}
        <ol className="pick-place" lang={card.language}>
          {found.slice(0, SHOWN).map((paragraph) => (
            <li key={paragraph.anchor}>
              <button type="button" onClick={() => pick(paragraph)}>
                {paragraph.number && <strong>{paragraph.number} </strong>}
                {paragraph.text}
              </button>
            </li>
          ))}
        </ol>
      </div>
      <DialogFoot>
        <span className="push" />
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </DialogFoot>
    </Dialog>
  );
}
