import type { OrderedRows, Snapshot } from '../database/snapshot.js';
import { anchorLeaf, anchorLine } from './anchor-line.js';
import type { AnchorFault, AuditFault, RecordCheck } from './audit-faults.js';
import { CONTENT, contentOf, exactInstant, FIRST_LINK, HASH, isInstant, sha256 } from './audit-links.js';
import { MerkleTree } from './merkle.js';

interface AnchorRow {
  number: number;
  at: string | null;
  content: string;
  hash: Buffer;
}

interface LeafRow {
  anchor: number;
  subjectId: string;
  seq: number;
  hash: Buffer;
}

const ANCHORS = `
  SELECT number, ${exactInstant('at')} AS at, ${CONTENT}, ${HASH} FROM kernel.audit_anchor ORDER BY number`;
const LEAVES = `
  SELECT anchor, subject_id AS "subjectId", seq, ${HASH}
  FROM kernel.audit_anchored_head ORDER BY anchor, subject_id`;

/** Where the anchors are written outside the database. */
export interface AnchorLines {
  /** Undefined where there is no such file. */
  readonly lines: AsyncIterator<string> | undefined;
}

/** What the anchors gave; the count goes up to the fault. */
type AnchorsCheck = Pick<RecordCheck, 'anchors' | 'lastAnchor' | 'fault'>;

/**
 * Checks the anchors: their chain, the root of each over the heads that it holds, and the file outside the database.
 * @param file taken before the snapshot, so it may lack the newest anchor and holds none that is newer; undefined where the
 *   database is checked alone
 */
export async function checkAnchors(snapshot: Snapshot, file: AnchorLines | undefined): Promise<AnchorsCheck> {
  return new AnchorsWalk(
    await snapshot.ordered<AnchorRow>('audit_anchors', ANCHORS),
    await snapshot.ordered<LeafRow>('audit_leaves', LEAVES),
    file,
  ).check();
}

class AnchorsWalk {
  private last: { number: number; at: string; hash: Buffer } = { number: 0, at: '', hash: FIRST_LINK };
  /** The first anchor that the file does not hold. */
  private fileEnd: number | undefined;

  constructor(
    private readonly anchors: OrderedRows<AnchorRow>,
    private readonly leaves: OrderedRows<LeafRow>,
    private readonly file: AnchorLines | undefined,
  ) {}

  async check(): Promise<AnchorsCheck> {
    for (;;) {
      const row = this.anchors.current;
      if (!row) break;
      const fault = (await this.checkAnchor(row)) ?? (await this.checkLine(row));
      if (fault) return this.result(fault);
      this.last = { number: row.number, at: row.at ?? '', hash: row.hash };
      await this.anchors.next();
    }
    return this.result(await this.checkEnds());
  }

  private result(fault: AuditFault | undefined): AnchorsCheck {
    const { number, at, hash } = this.last;
    const lastAnchor = { number, at: at.replace('000Z', 'Z'), hash: hash.toString('hex') };
    return { anchors: number, ...(number > 0 ? { lastAnchor } : {}), ...(fault ? { fault } : {}) };
  }

  private async checkAnchor(row: AnchorRow): Promise<AuditFault | undefined> {
    const place = this.last.number + 1;
    if (row.number < place) return { fault: 'anchor_added', anchor: row.number };
    if (row.number > place) return { fault: 'anchor_missing', anchor: place };
    const content = contentOf(row.content);
    const fault = faultOfAnchor(row, content, this.last.hash);
    if (fault) return { fault, anchor: place };
    const tree = new MerkleTree();
    for (;;) {
      const leaf = this.leaves.current;
      if (leaf === undefined || leaf.anchor > place) break;
      if (leaf.anchor < place) return { fault: 'anchor_missing', anchor: leaf.anchor };
      tree.add(anchorLeaf(leaf));
      const page = this.leaves.next();
      if (page) await page;
    }
    const isWhole = content['heads'] === tree.size && content['root'] === tree.root.toString('hex');
    return isWhole ? undefined : { fault: 'anchor_heads', anchor: place };
  }

  private async checkLine(row: AnchorRow): Promise<AuditFault | undefined> {
    if (!this.file || this.fileEnd !== undefined) return undefined;
    const line = await this.file.lines?.next();
    if (line === undefined || line.done) {
      this.fileEnd = row.number;
      return undefined;
    }
    return line.value === anchorLine(row) ? undefined : { fault: 'file_differs', anchor: row.number };
  }

  /** What one side holds beyond the end of the other. */
  private async checkEnds(): Promise<AuditFault | undefined> {
    const { number } = this.last;
    const leaf = this.leaves.current;
    if (leaf) return { fault: 'anchor_missing', anchor: leaf.anchor };
    if (!this.file) return undefined;
    // The newest anchor is written to the file only after it is in the database.
    if (this.fileEnd !== undefined && this.fileEnd < number) {
      return { fault: this.file.lines ? 'file_short' : 'file_missing', anchor: this.fileEnd };
    }
    const line = this.fileEnd === undefined ? await this.file.lines?.next() : undefined;
    return line && !line.done ? { fault: 'anchor_cut_off', anchor: number + 1 } : undefined;
  }
}

function faultOfAnchor(
  row: AnchorRow,
  content: Record<string, unknown>,
  previous: Buffer,
): AnchorFault | undefined {
  if (!sha256(row.content).equals(row.hash)) return 'anchor_changed';
  if (content['number'] !== row.number) {
    return typeof content['number'] === 'number' ? 'anchor_swapped' : 'anchor_changed';
  }
  if (!isInstant(content['at'], row.at)) return 'anchor_changed';
  return content['previous'] === previous.toString('hex') ? undefined : 'anchor_unchained';
}
