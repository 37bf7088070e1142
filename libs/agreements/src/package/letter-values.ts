import { Injectable } from '@nestjs/common';
import type { LetterField, LocalizedText } from '#contracts';
import { Directory } from '#directory';
import { Clock, TIME_ZONE } from '#kernel';
import type { LockedAct } from '../acts/act-store.js';
import { markedNumber } from '../acts/numbers.js';
import { SignedProtocols } from '../protocol/signed-protocols.js';
import { sheetWords } from '../sheet/sheet-words.js';

/** What the fields of a letter are filled in with, in the act's language (775:22). */
@Injectable()
export class LetterValues {
  constructor(
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly protocols: SignedProtocols,
  ) {}

  async of(
    { act, version }: LockedAct,
    office: { readonly name: LocalizedText },
  ): Promise<Readonly<Record<LetterField, string>>> {
    const text = version.language === 'ru' ? 'ru' : 'kk';
    const head = await this.directory.headOfBody(act.developerBodyId);
    const protocols = await this.protocols.of(act);
    const list = (lines: readonly string[]) => lines.map((line, place) => `${place + 1}) ${line}`).join('\n');
    const day = new Intl.DateTimeFormat(`${text}-KZ`, { timeZone: TIME_ZONE, dateStyle: 'long' });
    return {
      number: markedNumber(act.number, version.ordinal) ?? '',
      title: version.title,
      kind: sheetWords(text).kinds[act.kind],
      developer: act.developerBody.name[text],
      office: office.name[text],
      bodies: list(version.approvingBodies.map(({ name }) => name[text])),
      // Protocols of one version are called alike: the body tells them apart.
      files: list([
        ...version.files.map(({ name }) => name),
        ...protocols.map(({ file, body }) => `${file.name} (${body.name[text]})`),
      ]),
      initiator: act.initiator.fullName,
      head: head ? `${head.post[text]} ${head.shortName}` : '',
      date: day.format(this.clock.now()),
    };
  }
}
