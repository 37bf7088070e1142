import type { ActCard, ProtocolRow } from '#contracts';
import { useT } from '../../../i18n/i18n';

interface SideTextProps {
  card: ActCard;
  side: ProtocolRow['developer'] | undefined;
}

/** What one side says of a remark: its position, and why. */
export function SideText({ card, side }: SideTextProps) {
  const t = useT();
  if (!side) return null;
  return (
    <div lang={card.language}>
      <p className="said">{side.position}</p>
      {side.reasons && (
        <p className="said soft">
          {t('agreements.answerReasons')}: {side.reasons}
        </p>
      )}
    </div>
  );
}
