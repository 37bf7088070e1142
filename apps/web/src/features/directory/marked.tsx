import { marksOf } from '#contracts';

/** A text with the pieces marked by which it was found. @param words folded, as `wantedWords` gives them */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const marks = marksOf(text, words);
  return (
    <>
      {marks.map(({ from, to }, place) => (
        <span key={from}>
          {text.slice(marks[place - 1]?.to ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
}
