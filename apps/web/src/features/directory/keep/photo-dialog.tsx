import { useId, useRef } from 'react';
import type { PersonCard } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Field } from '../../../ui/field';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
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
  const errorWords = useErrorWords();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const params = { path: { id: person.id } };
  const hasPhoto = person.photo !== null;
  async function remove(): Promise<void> {
    try {
      await keep(ask(api.DELETE('/api/directory/people/{id}/photo', { params })));
      toast(t('keep.saved'));
      onClose();
    } catch (error) {
      toastFailure(errorWords(error));
    }
  }
  return (
    <FieldsDialog
      title={t('keep.photo')}
      fields={[
        {
          name: 'shownTo',
          label: t('keep.photoShown'),
          options: PHOTO_AUDIENCES.map((value) => ({ value, label: t(AUDIENCE_WORDS[value]) })),
        },
      ]}
      start={{ shownTo: person.kept?.photoShownTo ?? 'everybody' }}
      onSubmit={async ({ shownTo }) => {
        const file = input.current?.files?.[0];
        if (!file && !hasPhoto) throw new ApiError('FILE_MISSING');
        const content = file ? await smallPicture(file) : null;
        const audience = choiceOf(PHOTO_AUDIENCES, shownTo, 'nobody');
        return keep(
          ask(api.PUT('/api/directory/people/{id}/photo', { params, body: { content, shownTo: audience } })),
        );
      }}
      onClose={onClose}
      others={
        hasPhoto && (
          <Button look="danger" onClick={() => void remove()}>
            {t('keep.photoRemove')}
          </Button>
        )
      }
    >
      <Field label={t('keep.photoFile')} id={id} optional={hasPhoto}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            ref={input}
          />
        )}
      </Field>
    </FieldsDialog>
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
