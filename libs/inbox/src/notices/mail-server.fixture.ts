import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the server answers instead of taking a letter. */
export interface Reply {
  readonly code: number;
  readonly text: string;
}

/** A real mail server on this machine that keeps what it takes, and refuses what the test says. */
export class TestMailServer {
  /** Letters in the order in which they came, with the addresses that they were sent to. */
  readonly taken: (Email & { recipients: string[] })[] = [];
  /** How often somebody began a session. */
  sessions = 0;
  onSender: (address: string) => Reply | undefined = () => undefined;
  onRecipient: (address: string) => Reply | undefined = () => undefined;
  /** Called when a letter is wholly here, before the server answers for it. */
  onLetter: () => Promise<Reply | undefined> | Reply | undefined = () => undefined;
  /** After so many letters in a session it says 421 and hangs up, as servers do that limit them. */
  mostInSession = Number.POSITIVE_INFINITY;
  private server: SMTPServer | undefined;
  private readonly sockets = new Set<Socket>();
  private port = 0;

  /** @param options.password that it asks for; by default it asks nobody who he is */
  constructor(private readonly options: { password?: string; tls?: boolean } = {}) {}

  get url(): string {
    const user = this.options.password === undefined ? '' : `portal:${this.options.password}@`;
    return `smtp://${user}127.0.0.1:${this.port}`;
  }

  /** Listens; after `stop` at the same port as before. */
  async start(): Promise<this> {
    const { password, tls } = this.options;
    const server = new SMTPServer({
      disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(password === undefined ? ['AUTH'] : [])],
      allowInsecureAuth: true,
      onConnect: (_session, done) => {
        this.sessions += 1;
        done();
      },
      onAuth: (auth, _session, done) =>
        auth.password === password ? done(null, { user: 'portal' }) : done(new Error('Who are you?')),
      onMailFrom: ({ address }, { transaction }, done) =>
        done(errorOf(transaction > this.mostInSession ? FULL_SESSION : this.onSender(address))),
      onRcptTo: ({ address }, _session, done) => done(errorOf(this.onRecipient(address))),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const reply = await this.onLetter();
          if (!reply) {
            const recipients = session.envelope.rcptTo.map(({ address }) => address);
            this.taken.push({ ...(await PostalMime.parse(Buffer.concat(chunks))), recipients });
          }
          done(errorOf(reply) ?? null);
        });
      },
    });
    // A client that dies in the middle is no fault of the server.
    server.on('error', () => undefined);
    server.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', () => resolve()));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Hangs up on all, without a word. */
  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** As it was at first, with nothing taken. */
  reset(): void {
    this.taken.length = 0;
    this.sessions = 0;
    this.onSender = () => undefined;
    this.onRecipient = () => undefined;
    this.onLetter = () => undefined;
    this.mostInSession = Number.POSITIVE_INFINITY;
  }
}

const FULL_SESSION: Reply = { code: 421, text: 'Too many letters in one session' };

function errorOf(reply: Reply | undefined): Error | undefined {
  return reply && Object.assign(new Error(reply.text), { responseCode: reply.code });
}
