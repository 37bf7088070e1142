import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { canonicalJson } from '#contracts';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { Housekeeping } from '../housekeeping.js';
import { bringAnchorFileUp } from './anchor-file.js';
import { anchorLeaf } from './anchor-line.js';
import { FIRST_LINK, sha256 } from './audit-links.js';
import { MerkleTree } from './merkle.js';

const HOUR_MS = 3_600_000;
/** Leaves that are read at a time. */
const PAGE = 10_000;
/** No document has this id. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const LOCK = `hashtext('kelisim.audit_anchor')`;

interface Leaf {
  subjectId: string;
  seq: number;
  hash: Buffer;
}

/**
 * Anchors the record: once in each hour of the clock all heads that have moved since the last anchor go under one root, and
 * that is chained to the anchor before, told to the log and written to a file outside the database. Each worker keeps
 * a file of its own, with all anchors; one of them makes the anchor. Hours in which none ran are made up for by the next
 * anchor, which takes whatever has moved since the last.
 */
@Injectable()
export class AuditAnchors implements OnModuleInit {
  private readonly logger = new Logger('record');
  private readonly file: string;

  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly housekeeping: Housekeeping,
    @Inject(CONFIG) config: Pick<Config, 'auditAnchors'>,
  ) {
    this.file = config.auditAnchors;
  }

  onModuleInit(): void {
    this.housekeeping.add('anchors of the record', () => this.anchor());
  }

  /**
   * Makes this hour's anchor unless there is one, and brings the file up.
   * @throws AnchorFileDiffers where the file says otherwise than the database; the anchor is made all the same
   */
  async anchor(): Promise<void> {
    const made = await this.tx.run(() => this.makeAnchor());
    if (made) this.logger.log(`anchor ${made.hash.toString('hex')} ${made.content}`);
    await this.tx.run(async () => {
      // Workers of one machine share the file: a line is added by one of them.
      await this.sql.execute(`SELECT pg_advisory_xact_lock(${LOCK})`);
      await bringAnchorFileUp(this.file, (number) =>
        this.sql.rows(
          'SELECT number, content, hash FROM kernel.audit_anchor WHERE number >= $1 ORDER BY number',
          [number],
        ),
      );
    });
  }

  /** Undefined where this hour has its anchor, or another process is making it. */
  private async makeAnchor(): Promise<{ content: string; hash: Buffer } | undefined> {
    const lock = await this.sql.row<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
    if (!lock?.taken) return undefined;
    const last = await this.sql.row<{ number: number; at: Date; hash: Buffer }>(
      'SELECT number, at, hash FROM kernel.audit_anchor ORDER BY number DESC LIMIT 1',
    );
    const at = this.clock.now();
    // Not only later hours: a clock that was ahead once must not put off the anchors until then.
    if (last && hourOf(at) === hourOf(last.at)) return undefined;
    // The first anchor of a large record takes longer than any request may.
    await this.sql.row(`SELECT set_config('statement_timeout', '0', true)`);
    const number = (last?.number ?? 0) + 1;
    const tree = await this.takeHeads(number);
    const content = canonicalJson({
      at: at.toISOString(),
      heads: tree.size,
      number,
      previous: (last?.hash ?? FIRST_LINK).toString('hex'),
      root: tree.root.toString('hex'),
    });
    const hash = sha256(content);
    await this.sql.insert('kernel.audit_anchor', { number, at, content, hash });
    return { content, hash };
  }

  /**
   * All heads at places that no anchor has taken yet, as one statement sees them; no head is locked, so nobody who writes is
   * kept waiting. What is being written goes into the next anchor.
   */
  private async takeHeads(anchor: number): Promise<MerkleTree> {
    await this.sql.execute(
      `INSERT INTO kernel.audit_anchored_head (anchor, subject_id, seq, hash)
       SELECT $1, head.subject_id, head.seq, head.hash FROM kernel.audit_head head
       WHERE NOT EXISTS (SELECT FROM kernel.audit_anchored_head taken
         WHERE taken.subject_id = head.subject_id AND taken.seq = head.seq)`,
      [anchor],
    );
    const tree = new MerkleTree();
    for (let after: string | undefined = BEFORE_ALL; after !== undefined; ) {
      const leaves: Leaf[] = await this.sql.rows<Leaf>(
        `SELECT subject_id AS "subjectId", seq, hash FROM kernel.audit_anchored_head
         WHERE anchor = $1 AND subject_id > $2 ORDER BY subject_id LIMIT ${PAGE}`,
        [anchor, after],
      );
      for (const leaf of leaves) tree.add(anchorLeaf(leaf));
      after = leaves.at(-1)?.subjectId;
    }
    return tree;
  }
}

/** Hours since 1970. Offsets of whole hours, so it is an hour of Astana's clock too. */
function hourOf(instant: Date): number {
  return Math.floor(instant.getTime() / HOUR_MS);
}
