import type { PersonCard } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { FieldsDialog } from './fields-dialog';
import { useKeep } from './keep-queries';
import { AUDIENCE_WORDS, choiceOf, PHOTO_AUDIENCES } from './kind-words';

/** The longer side of what is kept, in pixels: enough for a card, small on the way. */
const SIDE_PX = 480;
const QUALITY = 0.85;

/** Puts a photo in, chooses whom it is shown to, takes it out. */
export function PhotoDialog({ person, onClose }: { person: PersonCard; onClose: () => void }) {
  const t = useT();
  const keep = useKeep();
  const params = { path: { id: person.id } };
  const hasPhoto = person.photo !== null;
  return (
    <FieldsDialog
      title={t('keep.photo')}
      fields={[
        {
          name: 'photo',
          label: t('keep.photoFile'),
          type: 'file',
          accept: 'image/jpeg,image/png,image/webp',
          optional: hasPhoto,
        },
        {
          name: 'shownTo',
          label: t('keep.photoShown'),
          options: PHOTO_AUDIENCES.map((value) => ({ value, label: t(AUDIENCE_WORDS[value]) })),
        },
      ]}
      start={{ shownTo: person.kept?.photoShownTo ?? 'everybody' }}
      onSubmit={async ({ shownTo }, file) => {
        const content = file ? await smallPicture(file) : null;
        const audience = choiceOf(PHOTO_AUDIENCES, shownTo, 'nobody');
        return keep(
          ask(api.PUT('/api/directory/people/{id}/photo', { params, body: { content, shownTo: audience } })),
        );
      }}
      onClose={onClose}
      removal={
        hasPhoto
          ? {
              label: t('keep.photoRemove'),
              done: t('keep.saved'),
              run: () => keep(ask(api.DELETE('/api/directory/people/{id}/photo', { params }))),
            }
          : undefined
      }
    />
  );
}

/**
 * Drawn anew, small and as JPEG: whatever else the file held, such as where it was taken, stays behind.
 * @returns base64. @throws ApiError PHOTO_REFUSED where it is no picture
 */
async function smallPicture(file: File): Promise<string> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new ApiError('PHOTO_REFUSED');
  });
  const scale = Math.min(1, SIDE_PX / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
