/** 500 pages are about 1.5 million characters in 20,000 paragraphs, and 15 MB of XML. */
export const MOST_TEXT = { characters: 8_000_000, paragraphs: 100_000, unpacked: 48 * 1024 * 1024 } as const;
