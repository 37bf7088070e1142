import type { ReactNode } from 'react';
import type { Remark } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { RemarkRow } from '../../../ui/remark-row';

interface RemarkListProps {
  remarks: readonly Remark[];
  /** Whose they are, where the list does not stand under it already */
  from?: ReactNode;
}

/** Remarks, each with its proposal (775:17.2). */
export function RemarkList({ remarks, from }: RemarkListProps) {
  const t = useT();
  return (
    <ol>
      {remarks.map((one) => (
        <RemarkRow
          key={one.id}
          ordinal={one.ordinal}
          from={
            <>
              {from}
              {one.point && <span>{t('agreements.point', { point: one.point })}</span>}
            </>
          }
          remark={{ label: t('agreements.remark'), text: one.text }}
          proposal={{ label: t('agreements.proposal'), text: one.proposal }}
        />
      ))}
    </ol>
  );
}
