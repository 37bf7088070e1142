import { hash } from 'node:crypto';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/**
 * The hash of a list as a tree (RFC 9162, 2.1.1), from leaves that come one by one: it keeps one hash per level, so the
 * list may be of any length. The order counts. That one leaf is in the tree can be proved without the others.
 */
export class MerkleTree {
  /** Whole subtrees from left to right; each is larger than the one after it. */
  private readonly subtrees: { size: number; hash: Buffer }[] = [];

  add(leaf: Buffer): void {
    let node = { size: 1, hash: sha256(LEAF, leaf) };
    for (;;) {
      const left = this.subtrees.at(-1);
      if (left?.size !== node.size) break;
      this.subtrees.pop();
      node = { size: left.size + node.size, hash: sha256(NODE, left.hash, node.hash) };
    }
    this.subtrees.push(node);
  }

  /** Leaves so far. */
  get size(): number {
    return this.subtrees.reduce((sum, { size }) => sum + size, 0);
  }

  /** 32 bytes; of no leaves the hash of nothing. */
  get root(): Buffer {
    const hashes = this.subtrees.map((subtree) => subtree.hash);
    const last = hashes.pop();
    return last ? hashes.reduceRight((right, left) => sha256(NODE, left, right), last) : sha256();
  }
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}
