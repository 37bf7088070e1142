import type { VersionState } from '#contracts';
import { useT } from '../../i18n/i18n';
import { Status } from '../../ui/status';
import { STATE_LOOKS } from './state-looks';

/** State of a version: icon, word and colour; `tag` gives it a surface, at the head of a card. */
export function StateTag({ state, tag = false }: { state: VersionState; tag?: boolean }) {
  const t = useT();
  const { word, tone, icon } = STATE_LOOKS[state];
  return (
    <Status tone={tone} icon={icon} tag={tag}>
      {t(word)}
    </Status>
  );
}
