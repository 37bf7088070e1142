import type { Certificate } from '../certificates/certificate.js';
import { sameName } from '../certificates/names.js';
import { SignatureRefusal } from '../codes.js';

export const ANY_POLICY = '2.5.29.32.0';

/** Most pairs of a policy and what it goes back to that are kept for one certificate of a path. */
const MAX_LINKS = 20_000;

/** The inputs of RFC 5280 section 6.1.1 (c), (e), (f) and (g). */
export interface PolicyInputs {
  /** user-initial-policy-set; empty stands for any policy. */
  initial: readonly string[];
  /**
   * initial-explicit-policy: whether one of the policies must hold for the path. `where-spoken` asks for it
   * where any certification centre of the path speaks of policies; where all are silent, the leaf's own
   * word counts.
   */
  explicit: 'required' | 'where-spoken' | 'not-required';
  inhibitMapping: boolean;
  inhibitAny: boolean;
}

export const NO_POLICY_INPUTS: PolicyInputs = {
  initial: [],
  explicit: 'not-required',
  inhibitMapping: false,
  inhibitAny: false,
};

/**
 * One node of the valid policies of the certificate in hand. RFC 5280 keeps a tree, which hostile
 * certificates make grow without end; as in RFC 9618 nodes of one policy are one here, and of the tree
 * above only that is kept which the end needs: the policies of the root's own domain it goes back to.
 */
interface PolicyNode {
  expected: ReadonlySet<string>;
  /** The policies directly below anyPolicy that this one comes from. */
  origins: ReadonlySet<string>;
}

type Level = Map<string, PolicyNode>;

/** Works through the policies of a path, from below the root to the leaf (RFC 5280 section 6.1). */
class PolicyState {
  private level: Level | null = new Map([
    [ANY_POLICY, { expected: new Set([ANY_POLICY]), origins: new Set([ANY_POLICY]) }],
  ]);
  private explicit: number;
  private mapping: number;
  private any: number;

  constructor(
    private readonly inputs: PolicyInputs,
    private readonly length: number,
    explicit: boolean,
  ) {
    this.explicit = explicit ? 0 : length + 1;
    this.mapping = inputs.inhibitMapping ? 0 : length + 1;
    this.any = inputs.inhibitAny ? 0 : length + 1;
  }

  /** 6.1.3 (d) to (f), then 6.1.4 (a), (b) and (h) to (j) unless it is the last. `index` counts from 1. */
  take(certificate: Certificate, index: number): void {
    const isLast = index === this.length;
    const selfIssued = sameName(certificate.subject, certificate.issuer);
    this.process(certificate.policies, this.any > 0 || (!isLast && selfIssued));
    if (this.explicit === 0 && this.level === null) throw missing('no policy holds for the whole path');
    if (isLast) return;
    this.map(certificate);
    if (!selfIssued) {
      this.explicit = Math.max(0, this.explicit - 1);
      this.mapping = Math.max(0, this.mapping - 1);
      this.any = Math.max(0, this.any - 1);
    }
    const { requireExplicit, inhibitMapping } = certificate.policyConstraints;
    this.explicit = Math.min(this.explicit, requireExplicit ?? this.explicit);
    this.mapping = Math.min(this.mapping, inhibitMapping ?? this.mapping);
    this.any = Math.min(this.any, certificate.inhibitAnyPolicy ?? this.any);
  }

  /** 6.1.5 (a), (b) and (g). */
  finish(leaf: Certificate): void {
    const explicit = leaf.policyConstraints.requireExplicit === 0 ? 0 : Math.max(0, this.explicit - 1);
    if (explicit === 0 && !this.isAcceptable()) {
      throw missing(`none of ${this.inputs.initial.join(', ') || 'all policies'} holds for the path`);
    }
  }

  private isAcceptable(): boolean {
    if (this.level === null) return false;
    const { initial } = this.inputs;
    if (initial.length === 0 || initial.includes(ANY_POLICY) || this.level.has(ANY_POLICY)) return true;
    return [...this.level.values()].some(({ origins }) => initial.some((policy) => origins.has(policy)));
  }

  private process(policies: readonly string[], anyCounts: boolean): void {
    const above = this.level;
    if (above === null) return;
    const expecting = byExpectedPolicy(above);
    const anyAbove = above.get(ANY_POLICY);
    const level: Level = new Map();
    for (const policy of policies.filter((one) => one !== ANY_POLICY)) {
      const parents = expecting.get(policy) ?? (anyAbove ? [ANY_POLICY] : []);
      if (parents.length > 0) level.set(policy, nodeBelow(above, parents, policy));
    }
    if (anyCounts && policies.includes(ANY_POLICY)) {
      for (const [policy, parents] of expecting) {
        if (!level.has(policy)) level.set(policy, nodeBelow(above, parents, policy));
      }
    }
    assertSmall(level);
    this.level = level.size > 0 ? level : null;
  }

  /** 6.1.4 (a) and (b). */
  private map({ policyMappings }: Certificate): void {
    if (policyMappings.some((one) => one.issuerDomain === ANY_POLICY || one.subjectDomain === ANY_POLICY)) {
      throw new SignatureRefusal('POLICY_MAPPING_WRONG', 'anyPolicy is mapped');
    }
    const { level } = this;
    if (level === null) return;
    const targets = Map.groupBy(policyMappings, ({ issuerDomain }) => issuerDomain);
    for (const [policy, mapped] of targets) {
      if (this.mapping === 0) {
        level.delete(policy);
        continue;
      }
      const expected = new Set(mapped.map(({ subjectDomain }) => subjectDomain));
      const node = level.get(policy);
      if (node !== undefined) level.set(policy, { ...node, expected });
      else if (level.has(ANY_POLICY)) level.set(policy, { expected, origins: new Set([policy]) });
    }
    assertSmall(level);
    if (level.size === 0) this.level = null;
  }
}

function byExpectedPolicy(level: Level): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [policy, { expected }] of level) {
    for (const one of expected) {
      const parents = found.get(one);
      if (parents === undefined) found.set(one, [policy]);
      else parents.push(policy);
    }
  }
  return found;
}

function nodeBelow(above: Level, parents: readonly string[], policy: string): PolicyNode {
  const origins = parents.flatMap((parent) =>
    parent === ANY_POLICY ? [policy] : [...(above.get(parent)?.origins ?? [])],
  );
  return { expected: new Set([policy]), origins: new Set(origins) };
}

function assertSmall(level: Level): void {
  let links = 0;
  for (const { expected, origins } of level.values()) links += expected.size + origins.size;
  if (links > MAX_LINKS) throw new SignatureRefusal('PATH_TOO_COMPLEX', 'too many policies');
}

/**
 * The certificate policies of a path.
 * @param below the path without its root: first what the root issued, last the leaf
 * @throws SignatureRefusal POLICY_MISSING, POLICY_MAPPING_WRONG or PATH_TOO_COMPLEX
 */
export function assertPolicies(below: readonly Certificate[], inputs: PolicyInputs): void {
  const leaf = below[below.length - 1] as Certificate;
  const spoken = below.slice(0, -1).some(({ policies }) => policies.length > 0);
  const asksLeafOnly = inputs.explicit === 'where-spoken' && !spoken;
  if (
    asksLeafOnly &&
    inputs.initial.length > 0 &&
    !inputs.initial.some((one) => leaf.policies.includes(one))
  ) {
    throw missing(`the certificate has none of ${inputs.initial.join(', ')}`);
  }
  const explicit = inputs.explicit === 'required' || (inputs.explicit === 'where-spoken' && spoken);
  const state = new PolicyState(inputs, below.length, explicit);
  below.forEach((certificate, index) => {
    state.take(certificate, index + 1);
  });
  state.finish(leaf);
}

function missing(reason: string): SignatureRefusal {
  return new SignatureRefusal('POLICY_MISSING', reason);
}
