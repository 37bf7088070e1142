import { type KeyboardEvent, useId, useState } from 'react';

/**
 * Keys and aria of a text box with a list of options under it (the combobox pattern): the focus stays in the
 * box, arrows move over the options, Enter takes one.
 * @param count number of options shown now
 */
export function useListbox(count: number, choose: (place: number) => void, close: () => void) {
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, count - 1);

  function onKeyDown(event: KeyboardEvent): void {
    const moves: Record<string, number> = {
      ArrowDown: (active + 1) % count,
      ArrowUp: (active - 1 + count) % count,
      Home: 0,
      End: count - 1,
    };
    const target = moves[event.key];
    if (target !== undefined && count > 0 && (event.key.startsWith('Arrow') || event.ctrlKey)) {
      event.preventDefault();
      setChosen(target);
      document.getElementById(`${id}-${target}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape') {
      close();
    }
  }

  return {
    active,
    restart: () => setChosen(0),
    boxProps: {
      autoComplete: 'off',
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-activedescendant': active >= 0 ? `${id}-${active}` : undefined,
      onKeyDown,
    } as const,
    listProps: { id },
    optionProps: (place: number) =>
      ({
        id: `${id}-${place}`,
        'aria-selected': place === active,
        onMouseMove: () => setChosen(place),
        onClick: () => choose(place),
      }) as const,
  };
}
