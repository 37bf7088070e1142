import { useT } from '../i18n/i18n';

const KEYS = [
  { keys: ['Ctrl K'], word: 'app.helpKeyPalette' },
  { keys: ['?'], word: 'app.helpKeyHelp' },
  { keys: ['/'], word: 'app.helpKeySearch' },
  { keys: ['J', 'K', '↓', '↑'], word: 'app.helpKeyRows' },
  { keys: ['Enter'], word: 'app.helpKeyOpen' },
  { keys: ['X'], word: 'app.helpKeyChoose' },
  { keys: ['Shift J', 'Shift K'], word: 'app.helpKeyRange' },
  { keys: ['Shift X'], word: 'app.helpKeyUpTo' },
  { keys: ['E'], word: 'app.helpKeyRead' },
  { keys: ['Z'], word: 'app.helpKeyUndo' },
  { keys: ['Esc'], word: 'app.helpKeyClose' },
] as const;

/** All keys of the portal and what they do. */
export function KeyTable() {
  const t = useT();
  return (
    <dl className="key-table">
      {KEYS.map(({ keys, word }) => (
        <div key={word}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{t(word)}</dd>
        </div>
      ))}
    </dl>
  );
}
