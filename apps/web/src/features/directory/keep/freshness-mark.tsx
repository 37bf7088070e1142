import type { BodyCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Status } from '../../../ui/status';
import { FRESHNESS_LOOKS } from './kind-words';

/** How sure one can be of what the directory says of a body. */
export function FreshnessMark({ body }: { body: Pick<BodyCard, 'freshness'> }) {
  const t = useT();
  const { tone, icon, words } = FRESHNESS_LOOKS[body.freshness];
  return (
    <Status tone={tone} icon={icon}>
      {t(words)}
    </Status>
  );
}
