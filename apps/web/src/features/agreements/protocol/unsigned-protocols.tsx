import { useQuery } from '@tanstack/react-query';
import type { ActCard } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { protocolsQuery } from './protocol-api';
import { protocolStateWords } from './protocol-words';

interface UnsignedProtocolsProps {
  card: ActCard;
  /** Among other acts, whose cards open in tabs of their own: there it is said in short. */
  elsewhere?: boolean;
}

/**
 * Whoever sends the act to the Office is told which protocols would stay behind: only those that both heads have signed go
 * with the package (775:21, 22). The order does not forbid it.
 */
export default function UnsignedProtocols({ card, elsewhere = false }: UnsignedProtocolsProps) {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(protocolsQuery(card.id));
  const open = data?.items.filter(({ state }) => state !== 'signed' && state !== 'dropped') ?? [];
  if (open.length === 0) return null;
  return (
    <Notice tone="soon" title={t('agreements.protocol.staysBehind')}>
      <ul>
        {open.map((protocol) => (
          <li key={protocol.id}>
            <a
              href={elsewhere ? `/agreements/${card.id}#protocols` : '#protocols'}
              target={elsewhere ? '_blank' : undefined}
              rel="noopener"
            >
              {t('agreements.protocol.with', { body: protocol.body.shortName[language] })}
            </a>
            {' · '}
            {protocolStateWords(t, language, card, protocol)}
          </li>
        ))}
      </ul>
      {!elsewhere && <p>{t('agreements.protocol.staysBehindHint')}</p>}
    </Notice>
  );
}
