import type { ActCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { FileList, FileRow } from '../../../ui/file-row';
import { Section } from '../../../ui/section';
import { SignaturesSummary } from './signature-checks';

/** Files of the shown version. */
export function CardFiles({ card }: { card: ActCard }) {
  const t = useT();
  const { files } = card.version;
  return (
    <Section title={t('agreements.files')} count={files.length || undefined}>
      {files.length > 0 ? (
        <FileList>
          {files.map((file) => (
            <FileRow file={file} href={`/api/agreements/${card.id}/files/${file.id}`} key={file.id} />
          ))}
        </FileList>
      ) : (
        <p className="section-none soft">{t('agreements.noFiles')}</p>
      )}
      <SignaturesSummary actId={card.id} signed={card.can.exportContainer} />
    </Section>
  );
}
