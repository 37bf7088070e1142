import type { Device } from '#contracts';

/** What a browser says of itself, as far as its owner may know it again. */
export interface Browser {
  readonly device: Device;
  readonly browser: string | null;
  readonly system: string | null;
}

/** The first that is found is it: most name Chrome and Safari too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Microsoft Edge'],
  [/\b(?:OPR|Opera|OPT)\//, 'Opera'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Chrome'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
];

/** iPads with their own browser say that they are Macs: nobody can tell. */
const SYSTEMS: readonly (readonly [RegExp, string, Device])[] = [
  [/\biPad\b/, 'iPadOS', 'tablet'],
  [/\b(?:iPhone|iPod)\b/, 'iOS', 'phone'],
  [/\bAndroid\b.*\bMobile\b/, 'Android', 'phone'],
  [/\bAndroid\b/, 'Android', 'tablet'],
  [/\bWindows\b/, 'Windows', 'computer'],
  [/\bCrOS\b/, 'ChromeOS', 'computer'],
  [/\bMacintosh\b/, 'macOS', 'computer'],
  [/\b(?:Linux|X11)\b/, 'Linux', 'computer'],
];

/** Reads a User-Agent header (RFC 9110 10.1.5). It is the browser's own word, good for recognition and no more. */
export function readUserAgent(userAgent: string): Browser {
  const system = SYSTEMS.find(([mark]) => mark.test(userAgent));
  return {
    device: system?.[2] ?? 'unknown',
    browser: BROWSERS.find(([mark]) => mark.test(userAgent))?.[1] ?? null,
    system: system?.[1] ?? null,
  };
}
