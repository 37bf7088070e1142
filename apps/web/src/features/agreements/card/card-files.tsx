import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ActCard, CheckedFile, PreviewFormat } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { buttonClass } from '../../../ui/button';
import { FileList, FileRow } from '../../../ui/file-row';
import { Icon } from '../../../ui/icon';
import { Section } from '../../../ui/section';
import { firstSides } from '../compare/choose-files';
import { textsQuery } from '../compare/texts-queries';
import { FileCheckNote } from '../file-check-note';
import { SignaturesSummary } from './signature-checks';

/** Files of the shown version. */
export function CardFiles({ card }: { card: ActCard }) {
  const t = useT();
  const { files } = card.version;
  return (
    <Section
      title={t('agreements.files')}
      count={files.length || undefined}
      aside={files.filter(({ format }) => format === 'docx').length > 1 && <ToSides actId={card.id} />}
    >
      {files.length > 0 ? (
        <FileList>
          {files.map((file) => (
            <CardFile card={card} file={file} key={file.id} />
          ))}
        </FileList>
      ) : (
        <p className="section-none soft">{t('agreements.noFiles')}</p>
      )}
      <SignaturesSummary actId={card.id} signed={card.can.exportContainer} />
    </Section>
  );
}

/** Where the act has a Kazakh and a Russian text: the two side by side. */
function ToSides({ actId }: { actId: string }) {
  const t = useT();
  const { data } = useQuery(textsQuery(actId));
  if (!data || !firstSides(data)) return null;
  return (
    <Link to="/agreements/$id/languages" params={{ id: actId }}>
      {t('compare.sidesLink')}
    </Link>
  );
}

/** All that can be viewed. The schemas of the contracts are not loaded for it. */
const VIEWED: Readonly<Record<PreviewFormat, true>> = { pdf: true, jpeg: true };

/** What the scanner has not passed says so and is no link; of a marked act a file is viewed under the reader's name. */
function CardFile({ card, file }: { card: ActCard; file: CheckedFile }) {
  const t = useT();
  const href = `/api/agreements/${card.id}/files/${file.id}`;
  if (file.check !== 'passed') return <FileRow file={file} note={<FileCheckNote check={file.check} />} />;
  return (
    <FileRow file={file} href={href}>
      {card.officialUse && file.format in VIEWED && (
        <a
          className={buttonClass({ size: 'small' })}
          href={`${href}/preview`}
          target="_blank"
          rel="noopener"
          aria-label={t('agreements.file.previewOf', { name: file.name })}
        >
          <Icon name="external" small />
          {t('agreements.file.preview')}
        </a>
      )}
    </FileRow>
  );
}
