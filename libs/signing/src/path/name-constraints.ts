import type { Certificate } from '../certificates/certificate.js';
import type { GeneralName } from '../certificates/general-names.js';
import { isBelow } from '../certificates/names.js';
import { SignatureRefusal } from '../codes.js';

/** Comparisons of a name with a constraint on one path, beyond which it is refused. */
const MAX_COMPARISONS = 250_000;

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/**
 * The name constraints gathered on a path from its root downwards (RFC 5280 sections 4.2.1.10, 6.1.3 b, c
 * and 6.1.4 g). A form of name that cannot be compared here is refused as soon as it is constrained.
 */
export class NameConstraints {
  /** One list for each certificate that permits anything: a name must be in each list of its form. */
  private readonly permitted: GeneralName[][] = [];
  private readonly excluded: GeneralName[] = [];
  private comparisons = 0;

  /** @throws SignatureRefusal NAME_NOT_PERMITTED, NAME_CONSTRAINT_UNSUPPORTED, PATH_TOO_COMPLEX */
  assertAllowed(certificate: Certificate): void {
    if (this.permitted.length === 0 && this.excluded.length === 0) return;
    for (const name of constrainedNamesOf(certificate)) this.assertName(name);
  }

  /** What is below this certificate is bound by its constraints too. */
  add({ nameConstraints }: Certificate): void {
    if (nameConstraints === undefined) return;
    if (nameConstraints.permitted.length > 0) this.permitted.push(nameConstraints.permitted);
    this.excluded.push(...nameConstraints.excluded);
  }

  private assertName(name: GeneralName): void {
    for (const list of this.permitted) {
      const applying = list.filter(({ form }) => form === name.form);
      if (applying.length > 0 && !applying.some((base) => this.matches(name, base, false))) {
        throw new SignatureRefusal('NAME_NOT_PERMITTED', `${show(name)} is not among what is permitted`);
      }
    }
    if (this.excluded.some((base) => base.form === name.form && this.matches(name, base, true))) {
      throw new SignatureRefusal('NAME_NOT_PERMITTED', `${show(name)} is excluded`);
    }
  }

  private matches(name: GeneralName, base: GeneralName, excluding: boolean): boolean {
    this.comparisons += 1;
    if (this.comparisons > MAX_COMPARISONS) throw new SignatureRefusal('PATH_TOO_COMPLEX', 'too many names');
    if (name.form === 'directory' && base.form === 'directory') return isBelow(name.name, base.name);
    if (name.form === 'ip' && base.form === 'ip') return isInRange(name.octets, base.octets);
    if (name.form === 'dns' && base.form === 'dns') return isInDomain(name.text, base.text, excluding);
    if (name.form === 'rfc822' && base.form === 'rfc822') return isMailboxIn(name.text, base.text);
    if (name.form === 'uri' && base.form === 'uri') return isUriIn(name.text, base.text);
    throw new SignatureRefusal('NAME_CONSTRAINT_UNSUPPORTED', `a constraint on ${base.form}`);
  }
}

/** The subject, unless it is empty, its other names, and a mail address in a subject without other names. */
function constrainedNamesOf({ subject, subjectAltNames }: Certificate): GeneralName[] {
  const { raw } = subject;
  const names: GeneralName[] = [...subjectAltNames];
  if (subject.rdns.length > 0) names.push({ form: 'directory', name: subject, raw });
  if (subjectAltNames.length > 0) return names;
  const mails = subject.attributes.filter(({ oid }) => oid === EMAIL_ADDRESS);
  return [...names, ...mails.map(({ value }) => ({ form: 'rfc822' as const, text: value, raw }))];
}

/** Below the domain or the domain itself; with a dot in front only below it. */
function isInDomain(host: string, base: string, excluding: boolean): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  const domain = base.toLowerCase().replace(/\.$/, '');
  if (domain === '') return true;
  if (domain.startsWith('.')) return name.endsWith(domain) && name.length > domain.length;
  if (name === domain || name.endsWith(`.${domain}`)) return true;
  // a wildcard stands for hosts that are excluded as well as for others
  return excluding && name.startsWith('*.') && domain.endsWith(name.slice(1)) && !hasDot(domain, name);
}

function hasDot(domain: string, wildcard: string): boolean {
  return domain.slice(0, domain.length - wildcard.length + 1).includes('.');
}

/** Host constraints of mailboxes and URIs: one host, or with a dot in front all hosts below a domain. */
function isHost(host: string, base: string): boolean {
  const [name, wanted] = [host.toLowerCase(), base.toLowerCase()];
  return wanted.startsWith('.') ? name.endsWith(wanted) && name.length > wanted.length : name === wanted;
}

function isMailboxIn(mailbox: string, base: string): boolean {
  const at = mailbox.lastIndexOf('@');
  if (at < 1) throw new SignatureRefusal('NAME_NOT_PERMITTED', 'a mail address without a host');
  const host = mailbox.slice(at + 1);
  const baseAt = base.lastIndexOf('@');
  if (baseAt < 0) return isHost(host, base);
  // the part before the @ is another for other letters, the host is not
  const sameBox = mailbox.slice(0, at) === base.slice(0, baseAt);
  return sameBox && host.toLowerCase() === base.slice(baseAt + 1).toLowerCase();
}

/** @throws SignatureRefusal NAME_NOT_PERMITTED for a URI without a host name, as RFC 5280 has it */
function isUriIn(uri: string, base: string): boolean {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? '';
  const host = authority.replace(/^.*@/, '').replace(/:\d*$/, '');
  const isAddress = host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host);
  if (host === '' || isAddress) throw new SignatureRefusal('NAME_NOT_PERMITTED', `${uri} names no host`);
  return isHost(host, base);
}

function isInRange(address: Buffer, range: Buffer): boolean {
  const { length } = address;
  if (range.length !== length * 2) return false;
  return address.every((octet, index) => {
    const mask = range[length + index] as number;
    return (octet & mask) === ((range[index] as number) & mask);
  });
}

function show(name: GeneralName): string {
  if ('text' in name) return name.text;
  if (name.form === 'directory') return name.name.attributes.map(({ value }) => value).join(', ');
  return name.form === 'ip' ? name.octets.join('.') : name.form;
}
