import type { AuditAnchor } from './audit.entity.js';

/** An anchor as it is written outside the database: `<hash>  <content>`, as `sha256sum` writes a hash and a name. */
export function anchorLine({ hash, content }: Pick<AuditAnchor, 'hash' | 'content'>): string {
  return `${hash.toString('hex')}  ${content}`;
}

/** What a head gives to the root: 16 bytes of the document's id, 4 of the place (big-endian), 32 of the hash. */
export function anchorLeaf(head: { subjectId: string; seq: number; hash: Buffer }): Buffer {
  const seq = Buffer.alloc(4);
  seq.writeInt32BE(head.seq);
  return Buffer.concat([Buffer.from(head.subjectId.replaceAll('-', ''), 'hex'), seq, head.hash]);
}
