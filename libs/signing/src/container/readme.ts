import { encodePath } from '../manifest.js';

/** A signature as the README's commands name it. */
export interface ReadmeSignature {
  /** Names without their folder. */
  readonly manifest: string;
  readonly signature: string;
  /** The time to judge by; null: the time of checking. */
  readonly at: Date | null;
}

/** What the README of a container needs to know of it. */
export interface ReadmeContent {
  readonly signatures: readonly ReadmeSignature[];
  /** Paths of what the manifests list. */
  readonly files: readonly string[];
}

const TEXTS = {
  kk: `БҰЛ КОНТЕЙНЕРДІ ПОРТАЛСЫЗ ҚАЛАЙ ТЕКСЕРУГЕ БОЛАДЫ

Мұнда акт, оның файлдары және электрондық цифрлық қолтаңбалары бар (ASiC-E, ETSI EN 319 162-1).
Әр қолтаңба өз манифесін (META-INF/ASiCManifest…xml) қорғайды, манифесте қол қоюшы мәлімдемесінің
(acts/…json) және әр файлдың SHA-256 хеші тұр.

1. Архивті тарқатып, төмендегі A бөлігінің пәрмендерін орындаңыз: әр қолтаңба үшін
   "CAdES Verification successful" деген жауап шығуы тиіс; манифестің өзі де көрсетіледі.
2. B бөлігінің пәрмендері әр файлдың хешін есептейді: ол манифестегі осы файлдың DigestValue
   мәніне дәл келуі тиіс. D бөлігі осыны өзі салыстырады: ештеңе өзгермесе, ештеңе шығармайды. Ешбір
   манифесте жоқ файлға (README.txt мен META-INF/trust.pem-нен басқа) сенбеңіз.
3. META-INF/trust.pem ыңғайлы болу үшін ғана салынған. Оған сенбес бұрын C бөлігіндегі таңбаны
   куәландырушы орталық жариялаған таңбамен салыстырыңыз немесе файлды сол орталықтан алынғанымен
   алмастырыңыз. Пәрменде -attime болса, ол — портал қолтаңбаны қабылдаған сәт (1970 жылдан бергі секунд):
   тізімдер сол сәттегі. Ол болмаса немесе openssl тізім таппаса (unable to get certificate CRL), орталықтан
   кері қайтарып алынған куәліктердің жаңа тізімін алып, PEM түрінде trust.pem соңына қосыңыз.
Толық әрі қатаңырақ тексеру порталдың /verify бетінде.`,
  ru: `КАК ПРОВЕРИТЬ ЭТОТ КОНТЕЙНЕР БЕЗ ПОРТАЛА

Здесь акт, его файлы и электронные цифровые подписи (ASiC-E, ETSI EN 319 162-1).
Каждая подпись защищает свой манифест (META-INF/ASiCManifest…xml), а в манифесте записаны хеши SHA-256
заявления подписавшего (acts/…json) и каждого файла.

1. Распакуйте архив и выполните команды части A: для каждой подписи должен быть ответ
   "CAdES Verification successful"; сам манифест при этом тоже выводится.
2. Команды части B вычисляют хеш каждого файла: он должен в точности совпасть со значением DigestValue
   этого файла в манифесте. Часть D сравнивает сама: если ничего не изменено, она ничего не выводит.
   Не доверяйте файлу, которого нет ни в одном манифесте (кроме README.txt и META-INF/trust.pem).
3. META-INF/trust.pem вложен только для удобства. Прежде чем доверять ему, сравните отпечаток из части C
   с опубликованным удостоверяющим центром или замените файл полученным от центра. Если в команде есть
   -attime, это миг, когда портал принял подпись (секунды с 1970 года): списки относятся к нему. Если его нет
   или openssl не находит списка (unable to get certificate CRL), возьмите у центра новый список отозванных
   свидетельств и допишите его в PEM к концу trust.pem.
Полная и более строгая проверка — на странице портала /verify.`,
  en: `HOW TO CHECK THIS CONTAINER WITHOUT THE PORTAL

Here are the act, its files and its digital signatures (ASiC-E, ETSI EN 319 162-1).
Each signature protects its own manifest (META-INF/ASiCManifest…xml), and the manifest holds the SHA-256
of the signer's statement (acts/…json) and of every file.

1. Unpack the archive and run the commands of part A: each signature must be answered by
   "CAdES Verification successful"; the manifest itself is printed as well.
2. The commands of part B compute the hash of each file: it must be exactly the DigestValue of that file
   in the manifest. Part D compares them by itself: where nothing was changed it prints nothing.
   Do not trust a file that is in no manifest (README.txt and META-INF/trust.pem apart).
3. META-INF/trust.pem is enclosed for convenience only. Before you trust it, compare the fingerprint of
   part C with the one that the certification centre publishes, or put the centre's own file in its place.
   Where a command has -attime, it is the moment when the portal accepted the signature (seconds since 1970),
   which the lists are of. Where it has none, or openssl finds no list (unable to get certificate CRL), get the
   newest list of revoked certificates from the centre and add it, as PEM, to the end of trust.pem.
A full and stricter check is on the portal's page /verify.`,
} as const;

const RULE = '-'.repeat(100);

/** A word of a shell command, whatever characters it has. */
const quoted = (word: string): string =>
  /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Text in three languages with the commands that check the container by openssl alone; every line of four spaces is one. */
export function containerReadme({ signatures, files }: ReadmeContent): Buffer {
  const verify = signatures.map(
    ({ manifest, signature, at }) =>
      `openssl cms -verify -cades -binary -inform DER -in ${signature} -content ${manifest}` +
      ` -CAfile trust.pem -crl_check_all${at ? ` -attime ${Math.floor(at.getTime() / 1000)}` : ''}`,
  );
  // -binary and base64, because a manifest writes its hashes so.
  const digests = files.map(
    (path) => `openssl dgst -sha256 -binary ${quoted(`../${path}`)} | openssl base64`,
  );
  // Each reference stands on a line of its own: what is left are those with another hash.
  const compare = files.map((path, place) => {
    const references = `grep -hF ${quoted(`URI="${encodePath(path)}"`)} ASiCManifest*.xml`;
    return `! ${references} | grep -vF ">$(${digests[place]})<"`;
  });
  const commands = [
    ['A', ['cd META-INF', ...verify]],
    ['B', digests],
    ['C', ['openssl x509 -in trust.pem -noout -subject -nameopt utf8 -fingerprint -sha256']],
    ['D', compare],
  ] as const;
  const parts = commands.map(([name, lines]) => `${name}\n${lines.map((line) => `    ${line}\n`).join('')}`);
  return Buffer.from(`${Object.values(TEXTS).join(`\n\n${RULE}\n\n`)}\n\n${RULE}\n\n${parts.join('\n')}`);
}
