import type { Language, StepRemarks } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { TextArea } from '../../../ui/field';

type UnitRemark = StepRemarks['fromUnits'][number];

export const leftOutFieldId = (id: string) => `left-out-${id}`;

interface LeftOutFieldsProps {
  remarks: readonly UnitRemark[];
  /** By the id of the remark */
  reasons: Readonly<Record<string, string>>;
  /** Of the act */
  language: Language;
  faultOf: (fieldId: string) => string | undefined;
  onReason: (id: string, reason: string) => void;
  /** Left out where the outcome has no remarks */
  onTakeUp: ((remark: UnitRemark) => void) | undefined;
}

/** Units' remarks that are taken up nowhere: each with the reason, which its unit is told (775:17). */
export function LeftOutFields({
  remarks,
  reasons,
  language,
  faultOf,
  onReason,
  onTakeUp,
}: LeftOutFieldsProps) {
  const t = useT();
  const own = useLanguage();
  if (remarks.length === 0) return null;
  return (
    <fieldset className="remarks-editor">
      <legend className="field-label">{t('agreements.leftOut', { count: remarks.length })}</legend>
      <p className="soft note">{t('agreements.leftOutHint')}</p>
      <ol>
        {remarks.map((one) => (
          <li className="remark-fields" key={one.id}>
            <p className="soft note">{t('agreements.remarkFrom', { unit: one.unit.name[own] })}</p>
            <p lang={language}>{one.text}</p>
            <TextArea
              id={leftOutFieldId(one.id)}
              label={t('agreements.leftOutReason')}
              error={faultOf(leftOutFieldId(one.id))}
              lang={language}
              rows={2}
              value={reasons[one.id] ?? ''}
              onChange={({ target }) => onReason(one.id, target.value)}
            />
            {onTakeUp && (
              <Button size="small" icon="undo" onClick={() => onTakeUp(one)}>
                {t('agreements.takeUp')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </fieldset>
  );
}
