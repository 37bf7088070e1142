import { useIsMutating } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ActCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { announce } from '../../../ui/announcer';
import { STATE_LOOKS } from '../state-looks';

/** What a change of the card is recognised by: states and outcomes, not who looked at it. */
function stateOf({ version, turn }: ActCard): string {
  const steps = [...version.steps, ...version.reviews.flatMap(({ inner }) => inner?.steps ?? [])];
  return JSON.stringify([
    version.state,
    version.sheet,
    turn.map(({ id }) => id),
    version.reviews.map(({ state, outcome }) => [state, outcome]),
    steps.map(({ state }) => state),
  ]);
}

/** Says politely that others have moved the act on while it is being read; one's own deeds are said by a toast. */
export function useChangesSaid(card: ActCard): void {
  const t = useT();
  const own = useIsMutating({ mutationKey: ['agreements', 'command'] }) > 0;
  const state = stateOf(card);
  const { id } = card.version;
  const known = useRef({ id, state });
  const { word } = STATE_LOOKS[card.version.state];
  useEffect(() => {
    const before = known.current;
    known.current = { id, state };
    if (before.id !== id || before.state === state) return;
    if (!own) announce(t('agreements.card.changed', { state: t(word) }));
  }, [id, state, own, t, word]);
}
