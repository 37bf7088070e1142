const PLAIN: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  ы: 'и',
  й: 'и',
};

/** A text as compared in search: Kazakh letters and the ones typed for them on a Russian keyboard are the same. */
export function forgiving(text: string): string {
  return text
    .toLowerCase()
    .replace(/[әғқңөұүһіёый]/g, (letter) => PLAIN[letter] ?? letter)
    .trim();
}
