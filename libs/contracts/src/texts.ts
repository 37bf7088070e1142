import { z } from 'zod';

/** The text of a file as it is read for comparing and for remarks that are tied to a place in it. */

/**
 * part: a line that opens an annex or an approved text, after which points are counted anew. heading: a chapter, section,
 * article or a paragraph in a heading style. point: "1.". sub_point: "1)". item: a letter or a dash. cell: all of a
 * table's cell. footnote: stands behind the paragraph that refers to it.
 */
export const PARAGRAPH_KINDS = [
  'part',
  'heading',
  'point',
  'sub_point',
  'item',
  'paragraph',
  'cell',
  'footnote',
] as const;
export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

export const cellPlace = z
  .object({
    /** Which table of the file, from 0; tables inside tables count too. */
    table: z.number().int(),
    row: z.number().int(),
    /** Of the grid: a cell that spans two columns is followed by one that is two further. */
    column: z.number().int(),
    /** Columns of the grid that it takes. */
    span: z.number().int(),
  })
  .meta({ id: 'CellPlace' });
export type CellPlace = z.infer<typeof cellPlace>;

export const textParagraph = z
  .object({
    /**
     * Names the paragraph within one version: part, point and sub-point that it stands in, and a hash of its words:
     * `0.2.1~5f0c41a9be`. Unique in its version; in another version it is found by following.
     */
    anchor: z.string(),
    kind: z.enum(PARAGRAPH_KINDS),
    /** As shown, typed or counted by the editor: "1.", "15-1)", "2-тарау.", "Статья 7."; null: none. */
    number: z.string().nullable(),
    /** Without the number; white space made one, line breaks within it as "\n". */
    text: z.string(),
    /** Of a cell. */
    cell: cellPlace.nullable(),
  })
  .meta({ id: 'TextParagraph' });
export type TextParagraph = z.infer<typeof textParagraph>;

/** What a reader has to know of a text besides its words. */
export const textNotes = z
  .object({
    /** Tracked insertions, deletions and moves; the text is the one that accepting all of them gives. */
    trackedChanges: z.number().int(),
    /** Runs that are not shown on paper; they are in the text. */
    hiddenRuns: z.number().int(),
    /** What has no words to compare: pictures, drawings, charts, embedded objects. */
    pictures: z.number().int(),
    comments: z.number().int(),
  })
  .meta({ id: 'TextNotes' });
export type TextNotes = z.infer<typeof textNotes>;

export interface FileText {
  readonly paragraphs: readonly TextParagraph[];
  readonly notes: TextNotes;
}

/**
 * Why a file has no text to compare. pdf: pages, not paragraphs. locked: by a password. no_text: only pictures, or
 * nothing. too_large: more than is read. format: any other kind of file.
 */
export const TEXT_REFUSALS = [
  'format',
  'pdf',
  'locked',
  'macros',
  'damaged',
  'too_large',
  'no_text',
] as const;
export const textRefusal = z.enum(TEXT_REFUSALS);
export type TextRefusal = z.infer<typeof textRefusal>;

/** A file was read, or it can't be and why: a file never makes reading fail in any other way. */
export type TextAnswer = { readonly text: FileText } | { readonly refusal: TextRefusal };

// --- Comparison ------------------------------------------------------------------------------------------

/** Words of the old text alone (-), of the new one alone (+), of both (=). */
export const wordRun = z.tuple([z.enum(['=', '-', '+']), z.string()]).meta({ id: 'WordRun' });
export type WordRun = z.infer<typeof wordRun>;

/**
 * same: words and number. renumbered: the words are the same. moved_here stands where the paragraph is now and carries
 * its words, moved_away where it was.
 */
export const COMPARED_KINDS = [
  'same',
  'renumbered',
  'changed',
  'added',
  'removed',
  'moved_here',
  'moved_away',
] as const;
export const comparedParagraph = z
  .object({
    kind: z.enum(COMPARED_KINDS),
    /** Places in the paragraphs of the old and the new text; null where it is in one of them alone. */
    old: z.number().int().nullable(),
    new: z.number().int().nullable(),
    /** Of changed words; null: all of them are the same, added or removed. */
    runs: z.array(wordRun).nullable(),
  })
  .meta({ id: 'ComparedParagraph' });
export type ComparedParagraph = z.infer<typeof comparedParagraph>;

/** One side of a row: where the paragraph stands in its own text. */
export const comparedSide = z
  .object({
    /** Place among the paragraphs of the text. */
    at: z.number().int(),
    anchor: z.string(),
    number: z.string().nullable(),
    cell: cellPlace.nullable(),
  })
  .meta({ id: 'ComparedSide' });
export type ComparedSide = z.infer<typeof comparedSide>;

/** A compared paragraph with what a page shows of it. */
export const comparedRow = z
  .object({
    kind: z.enum(COMPARED_KINDS),
    paragraph: z.enum(PARAGRAPH_KINDS),
    old: comparedSide.nullable(),
    new: comparedSide.nullable(),
    /** Where no word changed. */
    text: z.string().nullable(),
    runs: z.array(wordRun).nullable(),
  })
  .meta({ id: 'ComparedRow' });
export type ComparedRow = z.infer<typeof comparedRow>;

export const comparisonCounts = z
  .object({
    changed: z.number().int(),
    added: z.number().int(),
    removed: z.number().int(),
    moved: z.number().int(),
    renumbered: z.number().int(),
    wordsAdded: z.number().int(),
    wordsRemoved: z.number().int(),
  })
  .meta({ id: 'ComparisonCounts' });
export type ComparisonCounts = z.infer<typeof comparisonCounts>;

/** A comparison comes line by line (application/x-ndjson): what the texts are, their rows in portions, the sums. */
export const comparisonLine = z
  .discriminatedUnion('line', [
    z.object({ line: z.literal('head'), old: textNotes, new: textNotes }),
    z.object({ line: z.literal('rows'), rows: z.array(comparedRow) }),
    z.object({ line: z.literal('end'), counts: comparisonCounts }),
  ])
  .meta({ id: 'ComparisonLine' });
export type ComparisonLine = z.infer<typeof comparisonLine>;

// --- Two languages side by side --------------------------------------------------------------------------

/** What a structure is counted in. */
export const STRUCTURE_KINDS = ['part', 'heading', 'point', 'sub_point', 'table', 'row', 'footnote'] as const;
export type StructureKind = (typeof STRUCTURE_KINDS)[number];

const structureCounts = z
  .object({
    part: z.number().int(),
    heading: z.number().int(),
    point: z.number().int(),
    sub_point: z.number().int(),
    table: z.number().int(),
    row: z.number().int(),
    footnote: z.number().int(),
  } satisfies Record<StructureKind, z.ZodType>)
  .meta({ id: 'StructureCounts' });

/** A part, heading, point, sub-point, table or row that the other text has no counterpart of. */
export const structureDifference = z
  .object({
    /** In which text it stands. */
    side: z.enum(['left', 'right']),
    kind: z.enum(STRUCTURE_KINDS),
    /** Of the paragraph with which it begins. */
    anchor: z.string(),
    /** As shown; null: it has none. */
    number: z.string().nullable(),
    /** Its first words. */
    text: z.string(),
  })
  .meta({ id: 'StructureDifference' });
export type StructureDifference = z.infer<typeof structureDifference>;

/** Paragraphs that stand side by side, by their places; null: nothing stands there. */
export const sidesRow = z
  .object({ left: z.number().int().nullable(), right: z.number().int().nullable() })
  .meta({ id: 'SidesRow' });
export type SidesRow = z.infer<typeof sidesRow>;

/** Two texts of one act in two languages: whether their structure agrees, not what they say. */
export const structureCheck = z
  .object({
    left: structureCounts,
    right: structureCounts,
    differences: z.array(structureDifference),
    rows: z.array(sidesRow),
  })
  .meta({ id: 'StructureCheck' });
export type StructureCheck = z.infer<typeof structureCheck>;

export const sidesOfAct = structureCheck
  .extend({ leftText: z.array(textParagraph), rightText: z.array(textParagraph) })
  .meta({ id: 'SidesOfAct' });
export type SidesOfAct = z.infer<typeof sidesOfAct>;
