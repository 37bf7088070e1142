import { type Actor, personOf } from '#kernel';
import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { markedNumber } from '../acts/numbers.js';

/** How every statement about an act begins: its form, and the act as it stands in this version (docs/adr/0006). */
export function statementOn(act: DraftAct, version: ActVersion) {
  return {
    format: 'kelisim.statement/1' as const,
    act: {
      id: act.id,
      kind: act.kind,
      title: version.title,
      description: version.description,
      language: version.language,
      version: version.ordinal,
      number: markedNumber(act.number, version.ordinal),
      developerBody: { ...act.developerBody },
    },
  };
}

/** Who signs, as a statement names him. */
export function signerIn(actor: Actor) {
  return { ...personOf(actor), body: { name: actor.body.name, bin: actor.body.bin } };
}
