import { useId } from 'react';
import type { VersionTexts } from '#contracts';
import { formatActNumber, formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { ComparableFile } from './choose-files';

interface FileChoiceProps {
  label: string;
  files: readonly ComparableFile[];
  value: string;
  onChange: (fileId: string) => void;
}

/** One of the files of all versions, version by version. */
export function FileChoice({ label, files, value, onChange }: FileChoiceProps) {
  const name = useVersionName();
  const id = useId();
  const versions = [...new Set(files.map(({ version }) => version))];
  return (
    <span className="compare-choice">
      <label htmlFor={id}>{label}</label>
      <select
        className="select select-inline"
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {versions.map((version) => (
          <optgroup label={name(version)} key={version.ordinal}>
            {files
              .filter((one) => one.version === version)
              .map(({ file }) => (
                <option value={file.id} key={file.id}>
                  {name(version)}: {file.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </span>
  );
}

/** "№ 12-3/1, 5 мамыр", or which version it is where it has no number yet. */
function useVersionName(): (version: VersionTexts) => string {
  const t = useT();
  const language = useLanguage();
  return ({ ordinal, number, createdAt }) => {
    const mark = number
      ? formatActNumber(number)
      : ordinal === 0
        ? t('compare.first')
        : t('compare.version', { mark: `/${ordinal}` });
    return `${mark}, ${formatDate(language, createdAt)}`;
  };
}
