import type { LocalizedText } from '../common.js';
import { say } from './say.js';

/** Deeds about accounts, duties and the directory (617). */
export const PEOPLE_DEEDS: Readonly<Record<string, LocalizedText>> = {
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
};
