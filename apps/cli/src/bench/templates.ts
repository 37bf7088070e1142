import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKeyStore, type SigningIdentity } from '#certification-centre';
import type { ActList, CardBody } from '#contracts';
import { PortalClient } from '../portal-client.js';
import { DEVELOPER } from '../seed/seed-acts.js';
import { DEMO_PASSWORD } from '../seed/seed-directory.js';
import { DEMO_KEY_PASSWORD, keyFilesDirOf } from '../seed/seed-keys.js';
import type { BrowserSigner } from './signing-browser.js';

/** The demo's people whose work is measured. */
export interface People {
  /** Makes cards. */
  readonly initiator: PortalClient;
  /** Has drafts to agree in his inbox. */
  readonly unitHead: PortalClient;
  /** Has ten thousand tasks in his inbox, in the figure that needs them. */
  readonly legalHead: PortalClient;
  /** Signs and dispatches. */
  readonly head: PortalClient;
  readonly headsKey: SigningIdentity;
  /** A card as the initiator fills it in, without files. */
  readonly card: CardBody;
}

/** Signs the people in, and brings acts to the places of the route where the demo has none: a draft, and one to sign. */
export async function preparePeople(url: string, dataDir: string): Promise<People> {
  const signIn = (login: string) => PortalClient.signIn(url, login, DEMO_PASSWORD);
  const [unitHeadLogin = ''] = DEVELOPER.unitHeads;
  const initiator = await signIn(DEVELOPER.initiator);
  const unitHead = await signIn(unitHeadLogin);
  const legalHead = await signIn(DEVELOPER.legalHead);
  const head = await signIn(DEVELOPER.head);
  const card = await cardLikeTheLast(initiator);
  await initiator.createAct(card);
  const file = await initiator.upload('Қосымша.pdf', Buffer.from('%PDF-1.7\n%%EOF\n'));
  const { id } = await initiator.createAct({ ...card, fileIds: [file.id] });
  await initiator.sendAct(id);
  await unitHead.decide(id, 'agree');
  await legalHead.sign(id, await keyOf(dataDir, DEVELOPER.legalHead));
  return { initiator, unitHead, legalHead, head, headsKey: await keyOf(dataDir, DEVELOPER.head), card };
}

async function cardLikeTheLast(initiator: PortalClient): Promise<CardBody> {
  const { items } = await initiator.get<ActList>('/api/agreements?limit=1');
  if (!items[0]) throw new Error('The demo has no acts.');
  const { language, title, description, version } = await initiator.card(items[0].id);
  return {
    kind: 'government_resolution',
    language: language === 'ru' ? 'ru' : 'kk',
    title,
    description,
    fileIds: [],
    interestedUnitIds: version.interestedUnits.map(({ id }) => id),
    legalHeadId: version.legalHead?.id ?? null,
    bodyHeadId: version.bodyHead?.id ?? null,
    approvingBodyIds: version.approvingBodies.map(({ id }) => id),
    officialUse: false,
    route: null,
    internalTermDays: version.internalTermDays,
  };
}

/** The head as he signs in and signs in a browser. */
export function browserSigner(dataDir: string): BrowserSigner {
  const login = DEVELOPER.head;
  const keyFile = keyFileOf(dataDir, login);
  return { login, password: DEMO_PASSWORD, keyFile, keyPassword: DEMO_KEY_PASSWORD };
}

async function keyOf(dataDir: string, login: string): Promise<SigningIdentity> {
  return openKeyStore(await readFile(keyFileOf(dataDir, login)), DEMO_KEY_PASSWORD);
}

function keyFileOf(dataDir: string, login: string): string {
  return join(keyFilesDirOf(dataDir), `${login}.p12`);
}
