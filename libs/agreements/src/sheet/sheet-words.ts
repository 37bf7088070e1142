import type { ActKind, Outcome, RemarkThread, StepKind } from '#contracts';

/** What became of a unit's remark at summing up. */
export type RemarkFate = NonNullable<RemarkThread['fate']>['became'];

/** Words of the agreement sheet, in the two languages of acts (775:17.1, 22). */
export interface SheetWords {
  readonly title: string;
  readonly number: string;
  readonly version: (ordinal: number) => string;
  readonly kinds: Record<ActKind, string>;
  readonly developer: string;
  readonly internal: string;
  readonly responsible: string;
  readonly dispatched: string;
  readonly settled: string;
  readonly bodies: string;
  readonly incoming: string;
  readonly due: string;
  /** An answer that came after the term. */
  readonly late: string;
  /** Who was asked and is asked no more. */
  readonly unanswered: {
    readonly title: string;
    readonly note: string;
    readonly silent: string;
    readonly left: string;
    /** The list of this version goes without it. */
    readonly notListed: string;
    /** Before what it said of an older version. */
    readonly before: string;
    readonly openRemarks: (count: number) => string;
  };
  readonly protocols: string;
  readonly columns: {
    readonly step: string;
    readonly person: string;
    readonly outcome: string;
    readonly time: string;
    readonly certificate: string;
  };
  readonly steps: Record<StepKind, string>;
  /** The sheet of one body, for its paper copy (775:17.1). */
  readonly bodySheet: {
    readonly title: string;
    readonly files: string;
    readonly visa: string;
    readonly reason: string;
    readonly remarks: string;
    readonly fates: string;
    readonly columns: {
      readonly number: string;
      readonly remark: string;
      readonly proposal: string;
      readonly unit: string;
      readonly fate: string;
    };
    /** @param into number of the body's remark that it stands in now, where there is one */
    readonly fate: Readonly<Record<RemarkFate, (into: number | null) => string>>;
  };
  readonly outcomes: Record<Outcome, string>;
  /** What was done at a step that has no outcome of its own to name. */
  readonly deeds: Partial<Record<StepKind, string>>;
  /** In whose stead somebody decided. @param who name and post */
  readonly inStead: (who: string) => string;
  readonly withoutSignature: string;
  readonly check: { readonly title: string; readonly text: string };
  readonly made: string;
  readonly page: (current: number, all: number) => string;
}

const kk: SheetWords = {
  title: 'Келісу парағы',
  number: 'Тіркеу нөмірі',
  version: (ordinal) => (ordinal === 0 ? 'Бастапқы нұсқа' : `«/${ordinal}» нұсқасы`),
  kinds: {
    government_resolution: 'Қазақстан Республикасының Үкіметі қаулысының жобасы',
    prime_minister_order: 'Қазақстан Республикасының Премьер-Министрі өкімінің жобасы',
    bill: 'Қазақстан Республикасының заң жобасы',
  },
  developer: 'Әзірлеуші мемлекеттік орган',
  internal: 'Әзірлеуші мемлекеттік органның ішіндегі келісу',
  responsible: 'Жауапты адам',
  dispatched: 'Келісуге жіберілген күні',
  settled: 'Келісу аяқталған күні',
  bodies: 'Келісуші мемлекеттік органдар',
  incoming: 'Кіріс нөмірі',
  due: 'Мерзімі',
  late: 'жауап мерзімінен кейін берілді',
  unanswered: {
    title: 'Келісуі енді сұралмайтын органдар',
    note: 'Жауаптың болмауы келісу болып есептелмейді.',
    silent: 'Мерзімі өтті, жауап жоқ',
    left: 'Келісу сұралмайды',
    notListed: 'Осы нұсқаны келісетін органдардың тізімінде жоқ',
    before: 'Бұрынғы жауабы',
    openRemarks: (count) => `шешілмеген ескертулер: ${count}`,
  },
  protocols: 'Екі органның басшылары қол қойған келіспеушілік хаттамалары',
  columns: {
    step: 'Қадам',
    person: 'Тегі, аты, әкесінің аты, лауазымы',
    outcome: 'Нәтижесі',
    time: 'Күні мен уақыты',
    certificate: 'ЭЦҚ тіркеу куәлігінің нөмірі',
  },
  steps: {
    unit_agreement: 'Мүдделі бөлімшенің келісуі',
    superior_agreement: 'Жоғары тұрған басшының келісуі',
    legal_visa: 'Заң қызметі басшысының визасы',
    co_signature: 'Орган басшысы орынбасарының қолы',
    developer_signature: 'Орган басшысының қолы',
    registration: 'Құжаттамалық қамтамасыз ету қызметінде тіркеу',
    assignment: 'Басшылықтың қарауы',
    opinion: 'Мүдделі бөлімшенің пікірі',
    outcome: 'Жауапты орындаушының қорытындысы',
    outcome_agreement: 'Бөлімше басшысының келісуі',
    body_signature: 'Орган басшысының қолы',
    letter_signature: 'Ілеспе хатқа қол қою',
    office_registration: 'Кеңседе тіркеу',
    office_consideration: 'Кеңсенің қарауы',
  },
  bodySheet: {
    title: 'Келісуші органның келісу парағы',
    files: 'Келісілген файлдар',
    visa: 'Орган басшысының бұрыштамасы (қағаз көшірмесінде)',
    reason: 'Себебі',
    remarks: 'Органның ескертулері',
    fates: 'Мүдделі бөлімшелердің ескертулері қорытындыда қалай ескерілді',
    columns: {
      number: '№',
      remark: 'Ескерту',
      proposal: 'Ескертуді жою жөніндегі ұсыныс',
      unit: 'Бөлімше',
      fate: 'Қорытындыда',
    },
    fate: {
      kept: (into) => `өзгеріссіз енгізілді${into ? `: № ${into} ескерту` : ''}`,
      edited: (into) => `басқа тұжырыммен енгізілді${into ? `: № ${into} ескерту` : ''}`,
      merged: (into) => `басқаларымен біріктірілді${into ? `: № ${into} ескерту` : ''}`,
      left_out: () => 'енгізілген жоқ',
    },
  },
  outcomes: {
    agreed: 'Ескертулерсіз келісілді',
    with_remarks: 'Ескертулермен келісілді',
    refused: 'Келісуден бас тартылды',
  },
  deeds: {
    unit_agreement: 'Келісті',
    superior_agreement: 'Келісті',
    legal_visa: 'Виза қойды',
    co_signature: 'Қол қойды',
    developer_signature: 'Қол қойды',
    registration: 'Тіркеді',
    assignment: 'Бөлімшелерді анықтады',
    outcome_agreement: 'Келісті',
  },
  inStead: (who) => `кімнің орнына: ${who}`,
  withoutSignature: 'ЭЦҚ қолданылмайды',
  check: {
    title: 'Қолтаңбаларды тексеру',
    text: 'Осы парақты және актінің қолтаңбаларын порталға кірмей-ақ мына мекенжайда код бойынша немесе QR-код арқылы тексеруге болады:',
  },
  made: 'Парақ порталда қалыптастырылды',
  page: (current, all) => `${all} беттің ${current}-беті`,
};

const ru: SheetWords = {
  title: 'Лист согласования',
  number: 'Регистрационный номер',
  version: (ordinal) => (ordinal === 0 ? 'Первоначальная версия' : `Версия «/${ordinal}»`),
  kinds: {
    government_resolution: 'Проект постановления Правительства Республики Казахстан',
    prime_minister_order: 'Проект распоряжения Премьер-Министра Республики Казахстан',
    bill: 'Проект закона Республики Казахстан',
  },
  developer: 'Орган-разработчик',
  internal: 'Согласование внутри органа-разработчика',
  responsible: 'Ответственное лицо',
  dispatched: 'Направлен на согласование',
  settled: 'Согласование завершено',
  bodies: 'Согласующие государственные органы',
  incoming: 'Входящий номер',
  due: 'Срок',
  late: 'ответ дан после срока',
  unanswered: {
    title: 'Органы, согласование которых больше не требуется',
    note: 'Отсутствие ответа согласием не считается.',
    silent: 'Срок истёк, ответа нет',
    left: 'Согласование не требуется',
    notListed: 'В списке согласующих эту версию не значится',
    before: 'Прежний ответ',
    openRemarks: (count) => `нерешённых замечаний: ${count}`,
  },
  protocols: 'Протоколы разногласий, подписанные руководителями обоих органов',
  columns: {
    step: 'Этап',
    person: 'Фамилия, имя, отчество, должность',
    outcome: 'Результат',
    time: 'Дата и время',
    certificate: 'Номер регистрационного свидетельства ЭЦП',
  },
  steps: {
    unit_agreement: 'Согласование заинтересованного подразделения',
    superior_agreement: 'Согласование вышестоящего руководителя',
    legal_visa: 'Виза руководителя юридической службы',
    co_signature: 'Подпись заместителя руководителя органа',
    developer_signature: 'Подпись руководителя органа',
    registration: 'Регистрация службой документационного обеспечения',
    assignment: 'Рассмотрение руководством',
    opinion: 'Мнение заинтересованного подразделения',
    outcome: 'Заключение ответственного исполнителя',
    outcome_agreement: 'Согласование руководителя подразделения',
    body_signature: 'Подпись руководителя органа',
    letter_signature: 'Подпись сопроводительного письма',
    office_registration: 'Регистрация в Канцелярии',
    office_consideration: 'Рассмотрение в Канцелярии',
  },
  bodySheet: {
    title: 'Лист согласования согласующего органа',
    files: 'Согласованные файлы',
    visa: 'Виза руководителя органа (на бумажной копии)',
    reason: 'Причина',
    remarks: 'Замечания органа',
    fates: 'Как учтены в заключении замечания заинтересованных подразделений',
    columns: {
      number: '№',
      remark: 'Замечание',
      proposal: 'Предложение по устранению замечания',
      unit: 'Подразделение',
      fate: 'В заключении',
    },
    fate: {
      kept: (into) => `включено без изменений${into ? `: замечание № ${into}` : ''}`,
      edited: (into) => `включено в другой редакции${into ? `: замечание № ${into}` : ''}`,
      merged: (into) => `объединено с другими${into ? `: замечание № ${into}` : ''}`,
      left_out: () => 'не включено',
    },
  },
  outcomes: {
    agreed: 'Согласован без замечаний',
    with_remarks: 'Согласован с замечаниями',
    refused: 'В согласовании отказано',
  },
  deeds: {
    unit_agreement: 'Согласовано',
    superior_agreement: 'Согласовано',
    legal_visa: 'Завизировано',
    co_signature: 'Подписано',
    developer_signature: 'Подписано',
    registration: 'Зарегистрировано',
    assignment: 'Подразделения определены',
    outcome_agreement: 'Согласовано',
  },
  inStead: (who) => `в порядке замещения: ${who}`,
  withoutSignature: 'ЭЦП не применяется',
  check: {
    title: 'Проверка подписей',
    text: 'Этот лист и подписи акта можно проверить без входа в портал по этому адресу и коду или по QR-коду:',
  },
  made: 'Лист сформирован в портале',
  page: (current, all) => `Страница ${current} из ${all}`,
};

/** Acts are drafted in Kazakh or Russian (`cardBody.language`). */
export function sheetWords(language: string): SheetWords {
  return language === 'ru' ? ru : kk;
}
