import { type SignatureCode, SignatureRefusal } from './codes.js';

/** One unit is about what it takes to read one certificate, or to look at one signature by node:crypto: 0.3 ms. */
export const COST = {
  /** A signature value, by both engines. */
  value: 10,
  /** One certificate looked at as the issuer of another. */
  step: 1,
  certificate: 1,
  /** This many bytes to read, in a signature of many small elements. */
  bytes: 4096,
} as const;

/** What the signatures of one request may take: a container of a hundred, each with a stamp, takes some 3,000. */
const MOST_OF_REQUEST = 4_000;
/** What one file of signatures may take of it: sixteen signers with stamps take some 500. */
const MOST_OF_SIGNATURE = 1_000;

/**
 * How much work a request may ask for. Anybody may ask, and whoever made a signature chose how long it takes to find out
 * that nothing is behind it.
 */
export class WorkBudget {
  private spent = 0;

  private constructor(
    private readonly most: number,
    private readonly code: SignatureCode,
    private readonly whole?: WorkBudget,
  ) {}

  /** What all signatures of one request share. */
  static ofRequest(most = MOST_OF_REQUEST): WorkBudget {
    return new WorkBudget(most, 'TOO_MUCH_WORK');
  }

  /** The part that one signature may use up: one that asks for more is itself at fault. */
  forSignature(): WorkBudget {
    return new WorkBudget(MOST_OF_SIGNATURE, 'PATH_TOO_COMPLEX', this);
  }

  /**
   * Asked before the work is done.
   * @throws SignatureRefusal TOO_MUCH_WORK where the request's is used up, PATH_TOO_COMPLEX where the signature's is
   */
  spend(units: number): void {
    this.whole?.spend(units);
    this.spent += units;
    if (this.spent > this.most) throw new SignatureRefusal(this.code, `over ${this.most} units of work`);
  }
}
