import type { LocalizedText } from '../common.js';
import { say } from './say.js';

/** Deeds inside an approving body, the talk about remarks, the protocol, and steps of any route (775:16-21). */
export const REVIEW_DEEDS: Readonly<Record<string, LocalizedText>> = {
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
    'Құжаттамалық қамтамасыз ету қызметіне қайтарылды',
    'Возвращён службе документационного обеспечения',
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
};
