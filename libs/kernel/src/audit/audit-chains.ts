import type { OrderedRows, Snapshot } from '../database/snapshot.js';
import type { AuditFault, ChainFault, RecordCheck } from './audit-faults.js';
import {
  CONTENT,
  contentOf,
  exactInstant,
  FIRST_LINK,
  HASH,
  isInstant,
  recordBodyOf,
  sha256,
} from './audit-links.js';

interface EntryRow {
  subjectId: string;
  seq: number;
  subjectType: string;
  at: string | null;
  action: string;
  employeeId: string | null;
  bodyId: string | null;
  recordBodyId: string | null;
  content: string;
  hash: Buffer;
}

interface AnchoredRow {
  subjectId: string;
  seq: number;
  hash: Buffer;
  anchor: number;
}

interface HeadRow extends Omit<AnchoredRow, 'anchor'> {
  recordBodyId: string | null;
}

/** How far a chain holds. */
interface ChainSoFar {
  readonly seq: number;
  readonly hash: Buffer;
  /** The body of who acted first. */
  readonly firstBody: string | null;
}

const ENTRIES = (where: string) => `
  SELECT subject_id AS "subjectId", seq, subject_type AS "subjectType", ${exactInstant('at')} AS at, action,
    employee_id AS "employeeId", body_id AS "bodyId", record_body_id AS "recordBodyId", ${CONTENT}, ${HASH}
  FROM kernel.audit_entry ${where} ORDER BY subject_id, seq`;
const HEADS = (where: string) => `
  SELECT subject_id AS "subjectId", seq, ${HASH}, record_body_id AS "recordBodyId" FROM kernel.audit_head ${where} ORDER BY subject_id`;
const ANCHORED = (where: string) => `
  SELECT subject_id AS "subjectId", seq, ${HASH}, anchor
  FROM kernel.audit_anchored_head ${where} ORDER BY subject_id, seq`;

/** What the chains gave; counts go up to the fault. */
type ChainsCheck = Pick<RecordCheck, 'entries' | 'documents' | 'fault'>;

/**
 * Checks the chains of all documents, or of one: entries, heads and what anchors took of them go by side by side, in the
 * order of documents and places.
 */
export async function checkChains(snapshot: Snapshot, subjectId?: string): Promise<ChainsCheck> {
  const where = subjectId === undefined ? '' : 'WHERE subject_id = $1';
  const values = subjectId === undefined ? [] : [subjectId];
  return new ChainsWalk(
    await snapshot.ordered<EntryRow>('audit_entries', ENTRIES(where), values),
    await snapshot.ordered<HeadRow>('audit_heads', HEADS(where), values),
    await snapshot.ordered<AnchoredRow>('audit_anchored', ANCHORED(where), values),
  ).check();
}

class ChainsWalk {
  private count = 0;

  constructor(
    private readonly entries: OrderedRows<EntryRow>,
    private readonly heads: OrderedRows<HeadRow>,
    private readonly anchored: OrderedRows<AnchoredRow>,
  ) {}

  async check(): Promise<ChainsCheck> {
    let documents = 0;
    for (let id = this.nextDocument(); id !== undefined; id = this.nextDocument()) {
      const fault = await this.checkDocument(id);
      if (fault) return { entries: this.count, documents, fault: { ...fault, subjectId: id } };
      documents += 1;
    }
    return { entries: this.count, documents };
  }

  /** The first that any of the three knows. PostgreSQL orders ids as their letters are ordered. */
  private nextDocument(): string | undefined {
    const ids = [this.entries, this.heads, this.anchored].flatMap(({ current }) => current?.subjectId ?? []);
    return ids.reduce<string | undefined>(
      (least, id) => (least !== undefined && least < id ? least : id),
      undefined,
    );
  }

  private async checkDocument(id: string): Promise<Omit<DocumentFault, 'subjectId'> | undefined> {
    const head = this.heads.current?.subjectId === id ? this.heads.current : undefined;
    if (head) await this.heads.next();
    let chain: ChainSoFar = { seq: 0, hash: FIRST_LINK, firstBody: null };
    for (;;) {
      const row = this.entries.current;
      if (row?.subjectId !== id) break;
      const fault = faultOfEntry(row, chain) ?? faultAtHead(row, head);
      if (fault) return { fault, seq: chain.seq + 1 };
      const anchor = this.anchored.current;
      if (anchor?.subjectId === id && anchor.seq <= row.seq) {
        const isSame = anchor.seq === row.seq && anchor.hash.equals(row.hash);
        if (!isSame) return { fault: 'anchor_differs', seq: anchor.seq, anchor: anchor.anchor };
        await this.anchored.next();
      }
      chain = { seq: row.seq, hash: row.hash, firstBody: chain.firstBody ?? row.bodyId };
      this.count += 1;
      const page = this.entries.next();
      if (page) await page;
    }
    const place = chain.seq + 1;
    if (head && head.seq > chain.seq) return { fault: 'cut_off', seq: place };
    // By it what the portal does by itself comes to a body's record.
    const misleads = head !== undefined && (head.recordBodyId ?? chain.firstBody) !== chain.firstBody;
    if (misleads) return { fault: 'head_differs', seq: chain.seq };
    const beyond = this.anchored.current;
    if (beyond?.subjectId === id) return { fault: 'cut_off', seq: place, anchor: beyond.anchor };
    return head ? undefined : { fault: 'head_missing', seq: chain.seq };
  }
}

type DocumentFault = Extract<AuditFault, { subjectId: string }>;

function faultOfEntry(row: EntryRow, chain: ChainSoFar): ChainFault | undefined {
  if (row.seq !== chain.seq + 1) return row.seq > chain.seq ? 'missing' : 'added';
  if (!sha256(row.content).equals(row.hash)) return 'changed';
  const content = contentOf(row.content);
  if (content['seq'] !== row.seq || content['subjectId'] !== row.subjectId) {
    const hasPlace = typeof content['seq'] === 'number' && typeof content['subjectId'] === 'string';
    return hasPlace ? 'swapped' : 'changed';
  }
  // The columns repeat the hashed content for queries; a column changed alone is a change all the same.
  const columnsAgree =
    content['subjectType'] === row.subjectType &&
    isInstant(content['at'], row.at) &&
    content['action'] === row.action &&
    content['employeeId'] === row.employeeId &&
    content['bodyId'] === row.bodyId &&
    // who reads it
    row.recordBodyId === recordBodyOf({ bodyId: row.bodyId, data: content['data'] }, chain.firstBody);
  if (!columnsAgree) return 'changed';
  return content['previous'] === chain.hash.toString('hex') ? undefined : 'unchained';
}

function faultAtHead(row: EntryRow, head: HeadRow | undefined): ChainFault | undefined {
  if (!head) return undefined; // the end of the chain tells it, if nothing else is wrong
  if (row.seq > head.seq) return 'added';
  return row.seq === head.seq && !row.hash.equals(head.hash) ? 'head_differs' : undefined;
}
