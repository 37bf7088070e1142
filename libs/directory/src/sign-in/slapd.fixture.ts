import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'ldapts';
import { eventually } from '#testing';

const BASE = 'dc=mdd,dc=example';
const PORTAL = `cn=portal,${BASE}`;
const PORTAL_PASSWORD = 'portal-in-the-directory';

interface Entry {
  readonly uid: string;
  /** Left out: the entry has none. */
  readonly password?: string;
}

/** A real slapd (OpenLDAP) of one test file's own, which takes no password that comes without TLS. */
export class TestSlapd {
  private server: ReturnType<typeof spawn> | undefined;

  private constructor(
    private readonly folder: string,
    private readonly ports: { readonly plain: number; readonly tls: number },
  ) {}

  /** @throws Error with the command that installs it */
  static async start(entries: readonly Entry[]): Promise<TestSlapd> {
    const folder = mkdtempSync(join(tmpdir(), 'kelisim-slapd-'));
    const slapd = new TestSlapd(folder, { plain: await freePort(), tls: await freePort() });
    slapd.write(entries);
    await slapd.resume();
    return slapd;
  }

  /** The settings with which a portal asks it. */
  env(scheme: 'ldap' | 'ldaps', more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const port = scheme === 'ldap' ? this.ports.plain : this.ports.tls;
    return {
      LDAP_URL: `${scheme}://127.0.0.1:${port}`,
      LDAP_CA: join(this.folder, 'tls.pem'),
      LDAP_BIND_DN: PORTAL,
      LDAP_BIND_PASSWORD: PORTAL_PASSWORD,
      LDAP_BASE: BASE,
      ...more,
    };
  }

  /** Sends whoever asks for what it does not hold to another server. @param url null: no longer */
  async refer(url: string | null): Promise<void> {
    await this.stop();
    const path = join(this.folder, 'slapd.conf');
    const settings = readFileSync(path, 'utf8').replace(/^referral .*\n/m, '');
    writeFileSync(path, url === null ? settings : `referral ${url}\n${settings}`);
    await this.resume();
  }

  /** Its certificate and key, PEM. */
  tlsPair(): { cert: Buffer; key: Buffer } {
    const read = (name: string) => readFileSync(join(this.folder, name));
    return { cert: read('tls.pem'), key: read('tls.key') };
  }

  /** Starts it, at first or again. */
  async resume(): Promise<void> {
    const { plain, tls } = this.ports;
    const urls = `ldap://127.0.0.1:${plain}/ ldaps://127.0.0.1:${tls}/`;
    const server = spawn('/usr/sbin/slapd', ['-f', join(this.folder, 'slapd.conf'), '-h', urls, '-d', '0'], {
      stdio: 'ignore',
    });
    this.server = server;
    const failed = once(server, 'error').then(() => {
      throw new Error('slapd is missing. Install it with: sudo apt-get install -y slapd');
    });
    await Promise.race([failed, eventually(() => this.answers())]);
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server || server.exitCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGTERM');
    await exited;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    const client = new Client({ url: `ldap://127.0.0.1:${this.ports.plain}`, connectTimeout: 1_000 });
    try {
      await client.search('', { scope: 'base' });
    } finally {
      await client.unbind();
    }
  }

  private write(entries: readonly Entry[]): void {
    const file = (name: string) => join(this.folder, name);
    const schemas = ['core', 'cosine', 'inetorgperson'];
    const settings = [
      ...schemas.map((name) => `include /etc/ldap/schema/${name}.schema`),
      'modulepath /usr/lib/ldap',
      'moduleload back_mdb',
      `TLSCertificateFile ${file('tls.pem')}`,
      `TLSCertificateKeyFile ${file('tls.key')}`,
      'security simple_bind=128',
      'database mdb',
      `suffix "${BASE}"`,
      `directory ${this.folder}`,
      'maxsize 10485760',
      'access to attrs=userPassword by anonymous auth by * none',
      `access to * by dn.exact="${PORTAL}" read by * auth`,
    ];
    writeFileSync(file('slapd.conf'), `${settings.join('\n')}\n`);
    const records = [
      `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\no: MDD\ndc: mdd`,
      `dn: ${PORTAL}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: portal\nuserPassword: ${PORTAL_PASSWORD}`,
      ...entries.map(
        ({ uid, password }, index) =>
          `dn: cn=person${index},${BASE}\nobjectClass: inetOrgPerson\ncn: person${index}\nsn: ${uid}\nuid: ${uid}${password ? `\nuserPassword: ${password}` : ''}`,
      ),
    ];
    writeFileSync(file('entries.ldif'), `${records.join('\n\n')}\n`);
    const certificate = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=TEST -addext subjectAltName=IP:127.0.0.1 -keyout ${file('tls.key')} -out ${file('tls.pem')}`;
    execFileSync('openssl', certificate.split(' '), { stdio: 'ignore' });
    execFileSync('/usr/sbin/slapadd', ['-f', file('slapd.conf'), '-l', file('entries.ldif')], {
      stdio: 'pipe',
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}
