import type { ActTexts, TextNotes } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import type { FilePair } from './choose-files';

interface TextNotesProps {
  notes: { readonly old: TextNotes; readonly new: TextNotes };
  texts: ActTexts;
  pair: FilePair;
}

/** What a comparison of words does not show of the files. */
export function TextNotesSaid({ notes, texts, pair }: TextNotesProps) {
  const t = useT();
  const nameOf = (id: string) =>
    texts.versions.flatMap(({ files }) => files).find((file) => file.id === id)?.name ?? '';
  const filesWith = (note: keyof TextNotes) =>
    (['old', 'new'] as const)
      .filter((side) => notes[side][note] > 0)
      .map((side) => nameOf(pair[side]))
      .join(', ');
  const [tracked, hidden, pictures] = [
    filesWith('trackedChanges'),
    filesWith('hiddenRuns'),
    filesWith('pictures'),
  ];
  return (
    <>
      {tracked && (
        <Notice tone="soon" title={t('compare.tracked')}>
          <p>{t('compare.trackedText', { files: tracked })}</p>
        </Notice>
      )}
      {hidden && (
        <Notice tone="soon" title={t('compare.hidden')}>
          <p>{t('compare.hiddenText', { files: hidden })}</p>
        </Notice>
      )}
      {pictures && <p className="note soft">{t('compare.pictures', { files: pictures })}</p>}
    </>
  );
}
