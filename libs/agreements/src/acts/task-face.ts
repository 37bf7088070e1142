import type { ActVersion } from './act-version.entity.js';
import type { DraftAct } from './draft-act.entity.js';
import { markedNumber } from './numbers.js';

type NamedAct = Pick<DraftAct, 'id' | 'number' | 'officialUse' | 'developerBody'> & { readonly kind: string };

/** How the inbox names an act, as one of its versions calls it; the title of a marked one stays on the portal (775:3). */
export function taskFace(act: NamedAct, version: Pick<ActVersion, 'ordinal' | 'title' | 'language'>) {
  return {
    room: 'agreements' as const,
    subjectId: act.id,
    subjectKind: act.kind,
    title: version.title,
    titleLanguage: version.language,
    titleHidden: act.officialUse,
    number: markedNumber(act.number, version.ordinal),
    bodyId: act.developerBody.id,
    bodyName: act.developerBody.name,
  };
}
