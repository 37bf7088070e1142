import type { LocalizedText } from '../common.js';
import { say } from './say.js';

/** Deeds of signing, and of the scanner. */
export const SIGNING_DEEDS: Readonly<Record<string, LocalizedText>> = {
  // signatures
  'signature.refused': say('Қолтаңба қабылданбады', 'Подпись не принята', 'A signature was refused'),
  'signature.alarm': say(
    'Қолтаңба қабылданбады: тексерулер бір-біріне қайшы',
    'Подпись не принята: проверки расходятся',
    'A signature was refused: the checks disagree',
  ),
  'signature.waiting': say(
    'Қолтаңба тіркеу куәлігі туралы жауапты күтуде',
    'Подпись ожидает ответа о регистрационном свидетельстве',
    'A signature waits for an answer about its certificate',
  ),
  'signature.dropped': say(
    'Күтіп тұрған қолтаңба алынып тасталды',
    'Ожидавшая подпись снята',
    'A waiting signature was dropped',
  ),
  'clock.alarm': say(
    'Уақыт белгісі сервер сағатымен сәйкес емес',
    'Метка времени расходится с часами сервера',
    'The time stamp differs from the server’s clock',
  ),
  // files before the scanner
  'file_scan.ask': say(
    'Файл тексеруге қойылды',
    'Файл поставлен на проверку',
    'A file was put before the scanner',
  ),
  'file_scan.pass': say('Файлдан вирус табылмады', 'Вирусов в файле нет', 'No virus was found in a file'),
  'file_scan.find': say('Файлдан вирус табылды', 'В файле найден вирус', 'A virus was found in a file'),
  'file_scan.put_off': say(
    'Файлды тексеру кейінге қалды: сканер жауап бермейді',
    'Проверка файла отложена: сканер не отвечает',
    'The check of a file was put off: the scanner does not answer',
  ),
  'file_scan.give_up': say(
    'Файлды вирусқа тексеру мүмкін болмады',
    'Файл не удалось проверить на вирусы',
    'A file could not be checked for viruses',
  ),
};
