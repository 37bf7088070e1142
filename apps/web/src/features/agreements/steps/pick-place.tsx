import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ActCard, forgiving, type RemarkPlace, type TextParagraph } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { SelectField, TextField } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { Blank, ErrorState } from '../../../ui/states';
import { fileTextQuery } from '../agreements-queries';
import { textsQuery } from '../compare/texts-queries';
import { pointOf } from './point-of';

interface PickPlaceProps {
  card: ActCard;
  /** The file where the reader picked last */
  lastFileId: string | undefined;
  /** @param point how the paragraph is named; null where it has no number */
  onPick: (place: RemarkPlace, point: string | null) => void;
  onClose: () => void;
}

/** Characters of a paragraph that stand with a remark. */
const EXCERPT = 200;
/** More are found by searching. */
const SHOWN = 300;

/** A paragraph of the version's text, to tie a remark to it; of files without a text the place is typed. */
export default function PickPlace({ card, lastFileId, onPick, onClose }: PickPlaceProps) {
  const t = useT();
  const language = useLanguage();
  const files = card.version.files.filter(({ format }) => format === 'docx');
  const texts = useQuery(textsQuery(card.id));
  const ownLanguage = (texts.data?.versions ?? [])
    .flatMap((version) => version.files)
    .filter((file) => file.language === language)
    .map(({ id }) => id);
  const [chosen, setChosen] = useState(lastFileId);
  // The text in the reader's own language, once it is known which that is.
  const first = files.find(({ id }) => ownLanguage.includes(id)) ?? files[0];
  const fileId = files.find(({ id }) => id === chosen)?.id ?? (texts.isPending ? '' : (first?.id ?? ''));
  const [search, setSearch] = useState('');
  const text = useQuery({ ...fileTextQuery(card.id, fileId), enabled: fileId !== '' });
  const wanted = forgiving(search);
  const found = (text.data?.paragraphs ?? []).filter(
    ({ number, text: words }) =>
      words.trim() !== '' && (wanted === '' || forgiving(`${number ?? ''} ${words}`).includes(wanted)),
  );

  function pick(paragraph: TextParagraph): void {
    const { anchor, text: words } = paragraph;
    const point = pointOf(text.data?.paragraphs ?? [], paragraph);
    onPick({ fileId, anchor, excerpt: words.replace(/\s+/g, ' ').slice(0, EXCERPT) }, point);
    onClose();
  }

  return (
    <Dialog title={t('agreements.pickPlace')} onClose={onClose}>
      <div className="stack">
        {files.length > 1 && (
          <SelectField
            label={t('sign.says.file')}
            value={fileId}
            onChange={({ target }) => setChosen(target.value)}
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
        {(texts.isPending || (text.isPending && fileId !== '')) && <Skeleton />}
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
