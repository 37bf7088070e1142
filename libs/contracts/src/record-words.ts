import type { LocalizedText } from './common.js';

/** What the record says in plain words, on the page and in the export: one table for both. */

const say = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });

/** Every deed that is written into the record. A test fails on one that has no words here. */
export const RECORD_DEEDS: Readonly<Record<string, LocalizedText>> = {
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
    'Бастамашы кері алды',
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
  // its review in an approving body
  'review.register': say('Құжат тіркелді', 'Документ зарегистрирован', 'The document was registered'),
  'review.assign': say('Бөлімшелер анықталды', 'Определены подразделения', 'The units were named'),
  'review.hand_over': say(
    'Жұмыс басқа орындаушыға тапсырылды',
    'Работа передана другому исполнителю',
    'The work was handed over',
  ),
  'review.readdress': say('Адресат түзетілді', 'Адресат исправлен', 'The addressee was corrected'),
  'review.ask_unit': say(
    'Тағы бір бөлімшенің пікірі сұралды',
    'Запрошено мнение ещё одного подразделения',
    'One more unit was asked for its opinion',
  ),
  'review.go_on': say(
    'Орындаушы жауап бермеген бөлімшелерсіз жалғастырды',
    'Исполнитель продолжил без подразделений, которые не ответили',
    'The executor went on without the units that had not answered',
  ),
  'review.decline_opinion': say(
    'Бөлімше пікір сұрауын қайтарды',
    'Подразделение вернуло запрос мнения',
    'A unit returned the request for its opinion',
  ),
  'review.propose': say('Нәтиже ұсынылды', 'Предложен результат', 'An outcome was proposed'),
  'review.heads_agreed': say(
    'Бөлімше басшылары нәтижені келісті',
    'Руководители подразделений согласовали результат',
    'The heads of the units agreed the outcome',
  ),
  'review.return': say('Нәтиже орындаушыға қайтарылды', 'Результат возвращён', 'The outcome was returned'),
  'review.sign': say(
    'Орган басшысы нәтижеге қол қойды',
    'Руководитель органа подписал результат',
    'The head of the body signed the outcome',
  ),
  // remarks and the talk about them
  'remark.state': say('Ескертулер айтылды', 'Высказаны замечания', 'Remarks were stated'),
  'remark.keep': say(
    'Бөлімшенің ескертулері қабылданды',
    'Замечания подразделения включены',
    'Remarks of a unit were taken up',
  ),
  'remark.leave_out': say(
    'Бөлімшенің ескертулері енгізілмеді',
    'Замечания подразделения не включены',
    'Remarks of a unit were left out',
  ),
  'remark.reopen': say('Ескертулер пысықталуға қайтты', 'Замечания снова в работе', 'Remarks are open again'),
  'remark.place': say('Ескертулер орналастырылды', 'Замечания размещены', 'Remarks were placed'),
  'remark.accept': say('Ескертулер қабылданды', 'Замечания приняты', 'Remarks were accepted'),
  'remark.accept_partly': say(
    'Ескертулер ішінара қабылданды',
    'Замечания приняты частично',
    'Remarks were accepted in part',
  ),
  'remark.refuse': say('Ескертулер қабылданбады', 'Замечания не приняты', 'Remarks were not accepted'),
  'remark.agree': say(
    'Ескертулерге берілген жауаптармен келісті',
    'Согласие с ответами на замечания',
    'The answers to remarks were agreed with',
  ),
  'remark.insist': say('Ескертулерде табандады', 'На замечаниях настояли', 'Remarks were insisted on'),
  'remark.settle': say(
    'Ескертулер келіспеушілік хаттамасымен шешілді',
    'Замечания урегулированы протоколом разногласий',
    'Remarks were settled by the protocol of disagreement',
  ),
  'review.return_registration': say(
    'Кеңсеге қайтарылды',
    'Возвращён в канцелярию',
    'Returned to the documentation service',
  ),
  'review.return_assignment': say(
    'Басшылыққа қайтарылды',
    'Возвращён руководству',
    'Returned to the management',
  ),
  'review.take_back_registration': say(
    'Тіркеу кері қайтарып алынды',
    'Регистрация отозвана',
    'The registration was taken back',
  ),
  'review.take_back_assignment': say(
    'Бұрыштама кері қайтарып алынды',
    'Резолюция отозвана',
    'The resolution was taken back',
  ),
  'review.take_back_outcome': say(
    'Ұсынылған нәтиже кері қайтарып алынды',
    'Предложенный результат отозван',
    'The proposed outcome was taken back',
  ),
  'review.take_back_agreement': say(
    'Бөлімше басшысының келісуі кері қайтарып алынды',
    'Согласование руководителя подразделения отозвано',
    'A unit head’s agreement was taken back',
  ),
  'review.send_back': say(
    'Басқа органға арналған деп қайтарылды',
    'Возвращён: адресован не тому органу',
    'Sent back: not meant for this body',
  ),
  'review.withdraw': say(
    'Орган келісушілер тізімінен шығарылды',
    'Орган исключён из списка согласующих',
    'The body was taken off the list',
  ),
  // the protocol of disagreement (775:21)
  'protocol.drawn_up': say(
    'Келіспеушілік хаттамасы жасалды',
    'Составлен протокол разногласий',
    'A protocol of disagreement was drawn up',
  ),
  'protocol.written': say(
    'Хаттамада ұстаным жазылды',
    'В протоколе записана позиция',
    'A position was written in the protocol',
  ),
  'protocol.meeting': say(
    'Келісу кеңесі жазылды',
    'Записано согласительное совещание',
    'A conciliation meeting was recorded',
  ),
  'protocol.pass': say(
    'Хаттама екінші тарапқа берілді',
    'Протокол передан другой стороне',
    'The protocol was passed to the other side',
  ),
  'protocol.fix': say(
    'Хаттаманың мәтіні бекітілді',
    'Текст протокола зафиксирован',
    'The text of the protocol was fixed',
  ),
  'protocol.made': say(
    'Хаттаманың құжаты жасалды',
    'Документ протокола составлен',
    'The document of the protocol was made',
  ),
  'protocol.sign': say('Хаттамаға қол қойылды', 'Протокол подписан', 'The protocol was signed'),
  'protocol.reopen': say(
    'Хаттама қайта жазуға қайтарылды',
    'Протокол возвращён на доработку',
    'The protocol was sent back to be written anew',
  ),
  'protocol.drop': say('Хаттамадан бас тартылды', 'От протокола отказались', 'The protocol was given up'),
  // a step of its route
  'step.fall_silent': say('Бөлімше жауап бермеді', 'Подразделение не ответило', 'A unit did not answer'),
  'step.take_back': say('Шешім кері қайтарып алынды', 'Решение отозвано', 'A decision was taken back'),
  'step.lapse': say('Шешім күшін жойды', 'Решение утратило силу', 'A decision lapsed'),
  'step.decide': say('Шешім қабылданды', 'Принято решение', 'A decision was made'),
  'step.hand_over': say(
    'Қадам басқа адамға тапсырылды',
    'Шаг передан другому человеку',
    'A step was handed over to somebody else',
  ),
  'step.return': say('Қайтарылды', 'Возвращено', 'Returned'),
  'step.cancel': say(
    'Шешім енді қажет емес',
    'Решение больше не требуется',
    'The decision is no longer needed',
  ),
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
  // accounts
  'account.signed_in': say('Жүйеге кірді', 'Вход в систему', 'Signed in'),
  'account.signed_out': say('Жүйеден шықты', 'Выход из системы', 'Signed out'),
  'account.sign_in_refused': say('Кіру қабылданбады', 'Вход отклонён', 'Sign-in was refused'),
  'account.locked': say(
    'Қате құпиясөздерден соң кіру бұғатталды',
    'Вход заблокирован после неверных паролей',
    'Sign-in was locked after wrong passwords',
  ),
  'account.session_ended': say('Сеанс аяқталды', 'Сеанс завершён', 'A session was ended'),
  'account.ended_at_provider': say(
    'Сеанс кіру провайдерінде аяқталды',
    'Сеанс завершён у провайдера входа',
    'The session ended at the sign-in provider',
  ),
  'account.other_sessions_ended': say(
    'Басқа сеанстар аяқталды',
    'Другие сеансы завершены',
    'The other sessions were ended',
  ),
  'account.password_changed': say('Құпиясөз өзгертілді', 'Пароль изменён', 'The password was changed'),
  'account.password_change_refused': say(
    'Құпиясөзді өзгерту қабылданбады',
    'Смена пароля отклонена',
    'A change of the password was refused',
  ),
  'account.notices_changed': say(
    'Хабарламалар баптауы өзгертілді',
    'Изменены настройки уведомлений',
    'The settings of notices were changed',
  ),
  'account.opened': say('Есептік жазба ашылды', 'Учётная запись открыта', 'An account was opened'),
  'account.discarded': say(
    'Іске қосылмаған есептік жазба жойылды',
    'Неактивированная учётная запись удалена',
    'An account that was never activated was removed',
  ),
  'account.activation_code_given': say(
    'Іске қосу коды берілді',
    'Выдан код активации',
    'An activation code was given',
  ),
  'account.activated': say(
    'Код бойынша құпиясөз орнатылды',
    'По коду задан пароль',
    'A password was set by a code',
  ),
  'account.blocked': say(
    'Есептік жазба бұғатталды',
    'Учётная запись заблокирована',
    'The account was blocked',
  ),
  'account.unblocked': say(
    'Есептік жазба бұғаттан шығарылды',
    'Учётная запись разблокирована',
    'The account was unblocked',
  ),
  'account.password_reset': say(
    'Құпиясөз жойылып, жаңа код берілді',
    'Пароль сброшен, выдан код',
    'The password was reset',
  ),
  'account.second_factor_enrolled': say(
    'Екінші фактор қосылды',
    'Второй фактор включён',
    'A second factor was set up',
  ),
  'account.second_factor_removed': say(
    'Екінші факторды иесі өшірді',
    'Второй фактор отключён владельцем',
    'The owner removed the second factor',
  ),
  'account.second_factor_reset': say(
    'Екінші фактор алып тасталды',
    'Второй фактор сброшен',
    'The second factor was reset',
  ),
  'account.second_factor_refused': say(
    'Екінші фактордың коды қабылданбады',
    'Код второго фактора отклонён',
    'A code of the second factor was refused',
  ),
  'account.second_factor_locked': say(
    'Қате кодтардан соң екінші фактор бұғатталды',
    'Второй фактор закрыт после неверных кодов',
    'The second factor was locked after wrong codes',
  ),
  'account.recovery_code_used': say(
    'Қалпына келтіру коды пайдаланылды',
    'Использован код восстановления',
    'A recovery code was used',
  ),
  'account.recovery_codes_renewed': say(
    'Қалпына келтіру кодтары жаңартылды',
    'Коды восстановления обновлены',
    'The recovery codes were renewed',
  ),
  'account_request.request': say(
    'Есептік жазба сұралды',
    'Запрошена учётная запись',
    'An account was asked for',
  ),
  'account_request.approve': say('Өтінім мақұлданды', 'Заявка одобрена', 'The request was approved'),
  'account_request.refuse': say('Өтінімнен бас тартылды', 'В заявке отказано', 'The request was refused'),
  'account_request.withdraw': say('Өтінім қайтарып алынды', 'Заявка отозвана', 'The request was withdrawn'),
  'account_request.activate': say(
    'Сұралған есептік жазба іске қосылды',
    'Запрошенная учётная запись активирована',
    'The account was activated',
  ),
  'account_request.expire': say('Өтінімнің мерзімі өтті', 'Срок заявки истёк', 'The request expired'),
  'body.second_factor_policy_changed': say(
    'Органның екінші фактор тәртібі өзгертілді',
    'Изменён порядок второго фактора в органе',
    'The rule of the second factor was changed for the body',
  ),
  // who acts for whom, and who has which duty
  'delegation.made': say('Орнына әрекет ету тапсырылды', 'Назначено замещение', 'A stand-in was named'),
  'delegation.revoked': say(
    'Орнына әрекет ету тоқтатылды',
    'Замещение прекращено',
    'The standing in was ended',
  ),
  'duty.given': say('Міндет жүктелді', 'Возложена обязанность', 'A duty was given'),
  'duty.taken': say('Міндет алынды', 'Обязанность снята', 'A duty was taken away'),
  // the directory
  'body.created': say('Орган қосылды', 'Орган добавлен', 'A body was added'),
  'body.changed': say('Орган туралы деректер өзгертілді', 'Изменены данные органа', 'The body was changed'),
  'body.requisites': say(
    'Орган деректемелері өзгертілді',
    'Изменены реквизиты органа',
    'The requisites were changed',
  ),
  'body.participation': say(
    'Порталға қатысуы өзгертілді',
    'Изменено участие в портале',
    'Its taking part in the portal was changed',
  ),
  'body.confirmed': say(
    'Анықтамалықтағы деректері расталды',
    'Данные в справочнике подтверждены',
    'Its part of the directory was confirmed',
  ),
  'unit.created': say('Бөлімше құрылды', 'Создано подразделение', 'A unit was created'),
  'unit.changed': say('Бөлімше өзгертілді', 'Изменено подразделение', 'A unit was changed'),
  'unit.closed': say('Бөлімше жабылды', 'Подразделение закрыто', 'A unit was closed'),
  'post.appointed': say('Лауазымға тағайындалды', 'Назначен на должность', 'Appointed to a post'),
  'post.ended': say('Лауазымнан босатылды', 'Освобождён от должности', 'Left a post'),
  'person.created': say('Қызметкер қосылды', 'Сотрудник добавлен', 'An employee was added'),
  'person.changed': say(
    'Қызметкер деректері өзгертілді',
    'Изменены данные сотрудника',
    'An employee was changed',
  ),
  'person.photo': say('Фотосурет өзгертілді', 'Изменена фотография', 'The photo was changed'),
  'person.leaving': say('Жұмыстан кету белгіленді', 'Назначен уход', 'The leaving was set'),
  'person.left': say('Жұмыстан кетті', 'Сотрудник ушёл', 'The employee left'),
  // what all share
  'body.hours_changed': say(
    'Органның жұмыс уақыты өзгертілді',
    'Изменено рабочее время органа',
    'The working hours of the body were changed',
  ),
  'calendar.change': say(
    'Жұмыс күнтізбесі өзгертілді',
    'Изменён рабочий календарь',
    'The working calendar was changed',
  ),
  'letter.sent_again': say(
    'Қабылданбаған хат қайта жіберілді',
    'Отклонённое письмо отправлено снова',
    'A refused letter was sent again',
  ),
  'letter.given_up': say(
    'Қабылданбаған хаттан бас тартылды',
    'Отклонённое письмо снято с отправки',
    'A refused letter was given up',
  ),
  'acts.exported': say(
    'Жобалар тізімі жүктеп алынды',
    'Список проектов выгружен',
    'The list of drafts was exported',
  ),
  'board.exported': say('Көрсеткіштер жүктеп алынды', 'Показатели выгружены', 'The figures were exported'),
  'record.exported': say('Журнал жүктеп алынды', 'Журнал выгружен', 'The record was exported'),
};

/** Every kind of thing that has a chain in the record. */
export const RECORD_THINGS: Readonly<Record<string, LocalizedText>> = {
  draft_act: say('Акт жобасы', 'Проект акта', 'Draft act'),
  route_template: say('Маршрут үлгісі', 'Шаблон маршрута', 'Route template'),
  state_body: say('Мемлекеттік орган', 'Государственный орган', 'State body'),
  unit: say('Бөлімше', 'Подразделение', 'Unit'),
  employee: say('Қызметкер', 'Сотрудник', 'Employee'),
  delegation: say('Орнына әрекет ету', 'Замещение', 'Standing in'),
  account: say('Есептік жазба', 'Учётная запись', 'Account'),
  account_request: say('Есептік жазбаға өтінім', 'Заявка на учётную запись', 'Request for an account'),
  calendar_year: say('Күнтізбе жылы', 'Год календаря', 'Year of the calendar'),
  stored_file: say('Файл', 'Файл', 'File'),
};
