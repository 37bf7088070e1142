import type { LocalizedText } from '../common.js';
import { say } from './say.js';

/** Deeds on a draft act up to the bodies and from them to the Office (775:14-16, 19, 22, 23). */
export const ACT_DEEDS: Readonly<Record<string, LocalizedText>> = {
  // the card
  'card.created': say('Карточка жасалды', 'Карточка создана', 'The card was created'),
  'card.edited': say('Карточка өзгертілді', 'Карточка изменена', 'The card was edited'),
  'card.new_version': say('Жаңа нұсқа басталды', 'Начата новая версия', 'A new version was begun'),
  'card.marked': say(
    '«Қызмет бабында пайдалану үшін» белгісі қойылды',
    'Поставлена пометка «для служебного пользования»',
    'Marked “for official use”',
  ),
  'card.unmarked': say(
    '«Қызмет бабында пайдалану үшін» белгісі алынды',
    'Снята пометка «для служебного пользования»',
    'The mark “for official use” was taken off',
  ),
  'card.reader_named': say('Танысуға рұқсат берілді', 'Допущен читатель', 'A reader was named'),
  'card.reader_removed': say('Танысу рұқсаты алынды', 'Читатель больше не допущен', 'A reader was taken off'),
  'card.change_explained': say(
    'Өзгерістің негіздемесі берілді',
    'Изменение обосновано',
    'A change was explained',
  ),
  'reading.viewed': say('Файл қаралды', 'Файл просмотрен', 'A file was viewed'),
  'reading.downloaded': say('Файл жүктеп алынды', 'Файл скачан', 'A file was downloaded'),
  'reading.sheet': say(
    'Келісу парағы қаралды',
    'Лист согласования просмотрен',
    'The agreement sheet was read',
  ),
  'reading.remarks': say(
    'Ескертулер тізілімі жүктеп алынды',
    'Скачан реестр замечаний',
    'The register of remarks was downloaded',
  ),
  'container.exported': say(
    'Қолтаңбаларымен жүктеп алынды',
    'Скачан с подписями',
    'Downloaded with its signatures',
  ),
  'sheet.made': say('Келісу парағы жасалды', 'Лист согласования составлен', 'The agreement sheet was made'),
  'term.move': say(
    'Күнтізбе өзгеріп, мерзім ауысты',
    'Срок перенесён: изменён календарь',
    'The term was moved: the calendar was changed',
  ),
  'term.move_by_hours': say(
    'Органның жұмыс уақыты өзгеріп, мерзім ауысты',
    'Срок перенесён: изменено рабочее время органа',
    'The term was moved: the working hours of the body were changed',
  ),
  // its version
  'version.send': say(
    'Орган ішінде келісуге жіберілді',
    'Отправлен на согласование внутри органа',
    'Sent for agreement inside the body',
  ),
  'version.discard': say('Жоба жойылды', 'Проект удалён', 'The draft was discarded'),
  'version.recall': say('Бастамашы кері қайтарып алды', 'Отозван инициатором', 'Recalled by the initiator'),
  'version.return': say('Бастамашыға қайтарылды', 'Возвращён инициатору', 'Returned to the initiator'),
  'version.units_agreed': say(
    'Барлық мүдделі бөлімше келісті',
    'Все заинтересованные подразделения согласовали',
    'All interested units agreed',
  ),
  'version.give_visa': say(
    'Заң қызметі виза қойды',
    'Юридическая служба завизировала',
    'The legal service gave its visa',
  ),
  'version.sign': say(
    'Орган басшысы қол қойды, келісуші органдарға жолданды',
    'Руководитель подписал, направлен согласующим органам',
    'The head signed, it went to the approving bodies',
  ),
  'version.settle_agreed': say('Барлық орган келісті', 'Все органы согласовали', 'All bodies agreed'),
  'version.settle_with_remarks': say(
    'Барлық орган жауап берді, ескертулер бар',
    'Все органы ответили, есть замечания',
    'All bodies answered, with remarks',
  ),
  'version.settle_refused': say(
    'Барлық орган жауап берді, бас тартқаны бар',
    'Все органы ответили, есть отказ',
    'All bodies answered, one refused at least',
  ),
  'version.supersede': say('Жаңа нұсқамен ауыстырылды', 'Заменён новой версией', 'Replaced by a new version'),
  'version.take_back_agreement': say(
    'Келісу кері қайтарып алынды',
    'Согласование отозвано',
    'An agreement was taken back',
  ),
  'version.take_back_visa': say('Виза кері қайтарып алынды', 'Виза отозвана', 'The visa was taken back'),
  'route.change': say('Маршрут өзгертілді', 'Маршрут изменён', 'The route was changed'),
  'term.ask': say('Мерзімді ұзарту сұралды', 'Запрошено продление срока', 'More time was asked for'),
  'term.prolong': say('Мерзім ұзартылды', 'Срок продлён', 'The term was prolonged'),
  'term.refuse': say(
    'Мерзімді ұзартудан бас тартылды',
    'В продлении срока отказано',
    'More time was refused',
  ),
  // routes that a body keeps
  'template.added': say('Маршрут үлгісі қосылды', 'Добавлен шаблон маршрута', 'A route template was added'),
  'template.edited': say(
    'Маршрут үлгісі өзгертілді',
    'Шаблон маршрута изменён',
    'A route template was changed',
  ),
  'template.removed': say('Маршрут үлгісі жойылды', 'Шаблон маршрута удалён', 'A route template was removed'),
  // the list of approving bodies
  'bodies.add': say('Келісуші орган қосылды', 'Добавлен согласующий орган', 'An approving body was added'),
  'bodies.suggest': say('Тағы бір орган ұсынылды', 'Предложен ещё один орган', 'Another body was suggested'),
  'bodies.accept': say(
    'Ұсынылған орган қосылды',
    'Предложенный орган добавлен',
    'The suggested body was added',
  ),
  'bodies.decline': say(
    'Ұсынылған орган қосылмады',
    'Предложенный орган не добавлен',
    'The suggested body was not added',
  ),
  'version.hand_in': say(
    'Премьер-Министрдің Кеңсесіне жолданды',
    'Направлен в Канцелярию Премьер-Министра',
    "Sent to the Prime Minister's Office",
  ),
  'version.office_accept': say('Кеңсе қабылдады', 'Принят Канцелярией', 'Accepted by the Office'),
  'version.office_return': say('Кеңсе қайтарды', 'Возвращён Канцелярией', 'Returned by the Office'),
  'version.withdraw': say(
    'Бастамашы келісуден алды',
    'Снят с согласования инициатором',
    'Withdrawn by the initiator',
  ),
  // the letter and the package (775:22), the Office (775:23)
  'submission.send': say(
    'Ілеспе хат қол қоюға жіберілді',
    'Сопроводительное письмо направлено на подпись',
    'The cover letter was sent to be signed',
  ),
  'submission.recall': say(
    'Ілеспе хат кері қайтарып алынды',
    'Сопроводительное письмо отозвано',
    'The cover letter was recalled',
  ),
  'submission.ready': say(
    'Ілеспе хат дайын',
    'Сопроводительное письмо составлено',
    'The cover letter was drawn',
  ),
  'submission.return': say(
    'Ілеспе хат бастамашыға қайтарылды',
    'Сопроводительное письмо возвращено инициатору',
    'The cover letter was returned to the initiator',
  ),
  'submission.sign': say(
    'Ілеспе хатқа қол қойылды',
    'Сопроводительное письмо подписано',
    'The cover letter was signed',
  ),
  'submission.dispatch': say(
    'Пакет Кеңсеге жіберілді',
    'Пакет направлен в Канцелярию',
    'The package went to the Office',
  ),
  'submission.pass_on': say(
    'Кеңседе тіркеліп, бөлімшеге берілді',
    'Зарегистрирован в Канцелярии и передан подразделению',
    'Registered in the Office and passed to a unit',
  ),
  'submission.accept': say(
    'Кеңсе пакетті қабылдады',
    'Канцелярия приняла пакет',
    'The Office accepted the package',
  ),
  'submission.send_back': say(
    'Кеңсе пакетті қайтарды',
    'Канцелярия вернула пакет',
    'The Office returned the package',
  ),
  'submission.call_off': say(
    'Кеңсеге жолдау тоқтатылды',
    'Направление в Канцелярию прекращено',
    'The submission was called off',
  ),
  'delivery.send': say(
    'Пакет ЭҚАЖ-ға түсті, түбіртек күтілуде',
    'Пакет в СЭД, ожидается квитанция',
    'The EDMS has the package, its receipt is awaited',
  ),
  'delivery.receive': say(
    'ЭҚАЖ пакетті тіркеді',
    'СЭД зарегистрировала пакет',
    'The EDMS registered the package',
  ),
  'delivery.failed': say(
    'Пакетті ЭҚАЖ-ға тапсыру мүмкін болмады',
    'Передать пакет в СЭД не удалось',
    'The package could not be handed to the EDMS',
  ),
  'delivery.give_up': say(
    'Пакетті ЭҚАЖ-ға тапсыру тоқтатылды',
    'Передача пакета в СЭД прекращена: срок попыток истёк',
    'Handing the package to the EDMS was given up',
  ),
  'delivery.try_again': say(
    'Пакетті ЭҚАЖ-ға тапсыру қайта басталды',
    'Передача пакета в СЭД начата заново',
    'Handing the package to the EDMS was begun anew',
  ),
  'delivery.stop': say(
    'Пакетті ЭҚАЖ-ға тапсыру тоқтатылды: органның тапсыру жолы алынып тасталды',
    'Передача пакета в СЭД остановлена: способ передачи органа снят',
    'Handing the package to the EDMS was stopped: the body’s way was taken off',
  ),
  'delivery.resume': say(
    'Пакетті ЭҚАЖ-ға тапсыру жаңа жолмен жалғасты',
    'Передача пакета в СЭД продолжена новым способом',
    'Handing the package to the EDMS went on by a new way',
  ),
  'delivery.call_off': say(
    'Пакетті ЭҚАЖ-ға тапсыру болдырылмады',
    'Передача пакета в СЭД отменена',
    'Handing the package to the EDMS was called off',
  ),
  'card.archived': say('Мұрағатқа жіберілді', 'Передан в архив', 'Put into the archive'),
  'body.letter_template': say(
    'Ілеспе хаттың үлгісі өзгертілді',
    'Изменён шаблон сопроводительного письма',
    'The template of the cover letter was changed',
  ),
  'body.edms_way': say(
    'ЭҚАЖ-ға тапсыру жолы өзгертілді',
    'Изменён способ передачи в СЭД',
    'The way to the EDMS was changed',
  ),
  'body.edms_way_removed': say(
    'ЭҚАЖ-ға тапсыру жолы алынып тасталды',
    'Способ передачи в СЭД снят',
    'The way to the EDMS was taken off',
  ),
};
