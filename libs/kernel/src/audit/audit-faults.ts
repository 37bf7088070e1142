/** What may be wrong with a document's chain. */
export type ChainFault =
  /** An entry in the middle is not there. */
  | 'missing'
  /** An entry stands where the chain cannot have one: before its first place, or behind its head. */
  | 'added'
  /** An entry is not what was hashed. */
  | 'changed'
  /** An entry that was written for another place, or another document, stands there. */
  | 'swapped'
  /** An entry does not hold the hash of the one before it: one of the two was written anew, with its hash. */
  | 'unchained'
  /** The end of the chain is not there, though its head or an anchor knows it. */
  | 'cut_off'
  | 'head_missing'
  /** The head holds another hash than the entry at its place. */
  | 'head_differs'
  /** An anchor took another hash of the entry: the chain was written anew up to there. */
  | 'anchor_differs';

/** What may be wrong with the anchors. */
export type AnchorFault =
  | 'anchor_missing'
  | 'anchor_added'
  | 'anchor_changed'
  /** An anchor that was written for another number stands there. */
  | 'anchor_swapped'
  /** An anchor does not hold the hash of the one before it. */
  | 'anchor_unchained'
  /** The heads that the anchor is said to hold are not those of its root. */
  | 'anchor_heads'
  /** The file outside the database knows an anchor that the database does not. */
  | 'anchor_cut_off'
  /** The file says otherwise than the database. */
  | 'file_differs'
  /** The file ends before the newest anchors but one. */
  | 'file_short'
  | 'file_missing';

/** The first place where the record does not hold. */
export type AuditFault =
  | {
      readonly fault: ChainFault;
      readonly subjectId: string;
      /** Place in the document's chain, from 1. */
      readonly seq: number;
      /** Who knows better, where that is an anchor. */
      readonly anchor?: number;
    }
  | { readonly fault: AnchorFault; readonly anchor: number };

/** What a check of the record found. */
export interface RecordCheck {
  /** Entries that hold, up to the fault. */
  readonly entries: number;
  readonly documents: number;
  readonly anchors: number;
  /** The newest anchor that holds: number, time and hash say all that there was up to then. */
  readonly lastAnchor?: { readonly number: number; readonly at: string; readonly hash: string };
  /** Left out where the record is whole. */
  readonly fault?: AuditFault;
}
