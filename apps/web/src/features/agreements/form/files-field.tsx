import { type ReactNode, useEffect, useRef } from 'react';
import { type CheckedFile, FILE_FORMATS, MAX_FILES } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { announce } from '../../../ui/announcer';
import { IconButton } from '../../../ui/button';
import { DropZone } from '../../../ui/drop-zone';
import { FileList, FileRow } from '../../../ui/file-row';
import { toast } from '../../../ui/toast';
import { FileCheckNote, useCheck } from '../file-check-note';
import { UploadRow } from './upload-row';
import type { useUploads } from './use-uploads';

const ENDINGS = [...FILE_FORMATS, 'tif', 'jpg'].map((format) => `.${format}`).join(',');

interface FilesFieldProps {
  id: string;
  /** The draft's files where left out */
  label?: string;
  /** One file, in place of which another may be put */
  single?: boolean;
  error: string | undefined;
  files: readonly CheckedFile[];
  onChange: (change: (files: CheckedFile[]) => CheckedFile[]) => void;
  uploads: ReturnType<typeof useUploads>;
}

/** Files of the draft, in the order in which the act has them (775:8-10). */
export function FilesField({ id, label, single = false, error, files, onChange, uploads }: FilesFieldProps) {
  const t = useT();
  const formats = FILE_FORMATS.map((format) => format.toUpperCase()).join(', ');
  const removals = useRef<(() => void)[]>([]);
  // The form is left: a file can no longer be put back into it.
  useEffect(
    () => () => {
      for (const forget of removals.current) forget();
    },
    [],
  );

  function move(place: number, by: number): void {
    const file = files[place];
    if (!file) return;
    onChange((now) => now.toSpliced(place, 1).toSpliced(place + by, 0, file));
    announce(t('agreements.form.moved', { name: file.name, place: place + by + 1 }));
  }
  function remove(file: CheckedFile, place: number): void {
    onChange((now) => now.filter(({ id: one }) => one !== file.id));
    const forget = toast(t('agreements.form.fileRemoved', { name: file.name }), () =>
      onChange((now) => now.toSpliced(place, 0, file)),
    );
    removals.current.push(forget);
    document.getElementById(id)?.focus();
  }

  return (
    <DropZone
      id={id}
      label={label ?? t('agreements.files')}
      hint={
        single
          ? t('agreements.form.fileHint', { formats })
          : t('agreements.form.filesHint', { formats, count: MAX_FILES })
      }
      error={error}
      choose={t(single ? 'agreements.form.chooseFile' : 'agreements.form.chooseFiles')}
      drop={t(single ? 'agreements.form.dropFile' : 'agreements.form.dropFiles')}
      accept={ENDINGS}
      onFiles={uploads.add}
    >
      <FileList>
        {files.map((file, place) => (
          <AddedFile file={file} key={file.id}>
            <span className="file-tools">
              {place > 0 && (
                <IconButton
                  name="up"
                  label={t('agreements.form.up', { name: file.name })}
                  onClick={() => move(place, -1)}
                />
              )}
              {place < files.length - 1 && (
                <IconButton
                  name="down"
                  label={t('agreements.form.down', { name: file.name })}
                  onClick={() => move(place, 1)}
                />
              )}
              <IconButton
                name="trash"
                label={t('ui.remove', { name: file.name })}
                onClick={() => remove(file, place)}
              />
            </span>
          </AddedFile>
        ))}
        {uploads.uploads.map((one) => (
          <UploadRow
            upload={one}
            key={one.key}
            onCancel={() => uploads.cancel(one.key)}
            onRetry={() => uploads.retry(one.key)}
          />
        ))}
      </FileList>
    </DropZone>
  );
}

/** A file of the draft, with what the scanner says of it. */
function AddedFile({ file, children }: { file: CheckedFile; children: ReactNode }) {
  const check = useCheck(file);
  return (
    <FileRow file={file} note={check === 'passed' ? undefined : <FileCheckNote check={check} />}>
      {children}
    </FileRow>
  );
}
