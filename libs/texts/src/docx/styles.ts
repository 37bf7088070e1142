import { type NumberedStyle, whole } from './numbering.js';
import { readXml } from './xml.js';

interface Style {
  basedOn: string | undefined;
  numId: string | undefined;
  level: number | undefined;
  outline: number | undefined;
}

/** Longer chains of styles run in a ring. */
const LONGEST_CHAIN = 20;

/** What the paragraph styles say of numbers and headings, what they inherit included. @param part styles.xml */
export function readStyles(part: Uint8Array | undefined): ReadonlyMap<string, NumberedStyle> {
  const styles = new Map<string, Style>();
  let style: Style | undefined;
  if (part) {
    readXml(part, {
      open: (name, { styleId, val }) => {
        if (name === 'style') {
          style = { basedOn: undefined, numId: undefined, level: undefined, outline: undefined };
          if (styleId !== undefined) styles.set(styleId, style);
        }
        if (!style) return;
        if (name === 'name') style.outline ??= headingOf(val);
        if (name === 'basedOn') style.basedOn = val;
        if (name === 'numId') style.numId = val;
        if (name === 'ilvl') style.level = whole(val);
        if (name === 'outlineLvl') style.outline = whole(val);
      },
      close: (name) => {
        if (name === 'style') style = undefined;
      },
      text: () => undefined,
    });
  }
  return new Map([...styles.keys()].map((id) => [id, inherited(id, styles)]));
}

/** "heading 1" is what every editor calls it inside, in whatever language it runs. */
function headingOf(name: string | undefined): number | undefined {
  const [, level] = /^heading ([1-9])$/i.exec(name ?? '') ?? [];
  return level === undefined ? undefined : Number(level) - 1;
}

function inherited(id: string, styles: ReadonlyMap<string, Style>): NumberedStyle {
  const chain: Style[] = [];
  for (let next = styles.get(id); next && chain.length < LONGEST_CHAIN; ) {
    chain.push(next);
    next = next.basedOn === undefined ? undefined : styles.get(next.basedOn);
  }
  const first = <K extends keyof Style>(key: K) => chain.find((style) => style[key] !== undefined)?.[key];
  // 9 is "body text": no heading.
  const outline = first('outline');
  return {
    numId: first('numId'),
    level: first('level'),
    outline: outline === undefined || outline > 8 ? undefined : outline,
  };
}
