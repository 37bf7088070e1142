import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Counted as Figure } from '#contracts';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button, buttonClass } from '../../../ui/button';
import { VisuallyHidden } from '../../../ui/hidden';
import { ownStructureQuery } from '../agreements-queries';
import type { ActFilters } from './filters';

/** What each figure of the board counts. */
const COUNTED_WORDS: Readonly<Record<Figure, readonly [count: MessageId, of: MessageId]>> = {
  'developed.in_work': ['board.inWork', 'board.countedOf.developed'],
  'developed.late': ['board.late', 'board.countedOf.developed'],
  'developed.settled': ['board.settled', 'board.countedOf.developed'],
  'developed.with_remarks': ['board.withRemarks', 'board.countedOf.developed'],
  'developed.refused': ['board.refused', 'board.countedOf.developed'],
  'reviewed.in_work': ['board.inWork', 'board.countedOf.reviewed'],
  'reviewed.late': ['board.late', 'board.countedOf.reviewed'],
  'reviewed.settled': ['board.settled', 'board.countedOf.reviewed'],
  'reviewed.with_remarks': ['board.withRemarks', 'board.countedOf.reviewed'],
  'reviewed.refused': ['board.refused', 'board.countedOf.reviewed'],
};

interface CountedProps {
  filters: ActFilters;
  onChange: (filters: ActFilters) => void;
}

/** Which figure of the board the list shows the acts of; nothing where it shows none. */
export function Counted({ filters, onChange }: CountedProps) {
  const t = useT();
  const language = useLanguage();
  const { counted, unit, period } = filters;
  const named = unit !== undefined && unit !== 'none';
  const structure = useQuery({ ...ownStructureQuery, enabled: counted !== undefined && named });
  if (!counted) return null;
  const [count, of] = COUNTED_WORDS[counted];
  const unitName = named
    ? structure.data?.units.find(({ id }) => id === unit)?.name[language]
    : unit && t('board.noUnit');
  const days = period?.split('/').map((day) => formatDate(language, `${day}T12:00:00+05:00`));
  return (
    <p className="cluster counted">
      <Button
        size="small"
        icon="close"
        onClick={() => onChange({ ...filters, counted: undefined, unit: undefined, period: undefined })}
      >
        <VisuallyHidden>{t('board.drop')}. </VisuallyHidden>
        {t('board.counted')}: {t(count)} ({[t(of), unitName].filter(Boolean).join(', ')})
      </Button>
      {days && <span className="note soft">{days.join(' – ')}</span>}
      <Link
        className={buttonClass({ look: 'quiet', size: 'small' })}
        to="/agreements/board"
        search={{ period }}
      >
        {t('board.back')}
      </Link>
    </p>
  );
}
