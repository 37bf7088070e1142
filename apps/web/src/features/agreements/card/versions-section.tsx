import { Link } from '@tanstack/react-router';
import type { ActCard, VersionSummary } from '#contracts';
import { formatActNumber, formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Section } from '../../../ui/section';
import { StateTag } from '../state-tag';
import '../../../ui/styles/files.css';

/** All versions that the reader may see; earlier ones stay readable with their signatures (775:19). */
export function VersionsSection({ card }: { card: ActCard }) {
  const t = useT();
  if (card.versions.length < 2) return null;
  return (
    <Section
      title={t('agreements.versions')}
      count={card.versions.length}
      aside={
        <Link to="/agreements/$id/compare" params={{ id: card.id }}>
          {t('compare.link')}
        </Link>
      }
    >
      <ul className="files">
        {card.versions.map((version, place) => (
          <VersionRow
            actId={card.id}
            version={version}
            current={place === 0}
            shown={version.ordinal === card.version.ordinal}
            key={version.ordinal}
          />
        ))}
      </ul>
    </Section>
  );
}

interface VersionRowProps {
  actId: string;
  version: VersionSummary;
  current: boolean;
  shown: boolean;
}

function VersionRow({ actId, version, current, shown }: VersionRowProps) {
  const t = useT();
  const language = useLanguage();
  const name = version.number
    ? formatActNumber(version.number)
    : t('agreements.version.unnumbered', { mark: `/${version.ordinal}` });
  const search = current ? {} : { version: version.ordinal };
  return (
    <li>
      <span className="file-name">
        {shown ? (
          <strong aria-current="page">{name}</strong>
        ) : (
          <Link to="/agreements/$id" params={{ id: actId }} search={search}>
            {name}
          </Link>
        )}
        {current && `, ${t('agreements.version.current')}`}
        <small>{formatDate(language, version.dispatchedAt ?? version.createdAt)}</small>
      </span>
      <StateTag state={version.state} />
    </li>
  );
}
