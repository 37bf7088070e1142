import { type DemoBody, text } from './directory.types.js';

const leadership = text('Басшылық', 'Руководство', 'Leadership');
const legalService = text('Заң қызметі', 'Юридическая служба', 'Legal Service');
const documentationService = text(
  'Құжаттамалық қамтамасыз ету қызметі',
  'Служба документационного обеспечения',
  'Documentation Service',
);
const documentationDivision = text(
  'Бақылау және құжаттамалық қамтамасыз ету бөлімі',
  'Отдел контроля и документационного обеспечения',
  'Control and Documentation Division',
);
const legalDivision = text('Заң бөлімі', 'Юридический отдел', 'Legal Division');

/**
 * The demo's state bodies: the developer body, two approving bodies, the Prime Minister's Office (775:23),
 * and a regional department of an invented region with its two institutions (AT). Superior bodies come first.
 */
export const demoBodies: DemoBody[] = [
  {
    key: 'mdd',
    kind: 'central',
    parentKey: null,
    bin: '190640637421',
    name: text(
      'Қазақстан Республикасының Цифрлық даму министрлігі',
      'Министерство цифрового развития Республики Казахстан',
      'Ministry of Digital Development of the Republic of Kazakhstan',
    ),
    shortName: text(
      'Цифрлық даму министрлігі',
      'Министерство цифрового развития',
      'Ministry of Digital Development',
    ),
    units: [
      { key: 'mdd-leadership', kind: 'leadership', name: leadership },
      { key: 'mdd-legal', kind: 'legal', name: legalService },
      { key: 'mdd-documentation', kind: 'documentation', name: documentationService },
      {
        key: 'mdd-hr',
        kind: 'hr',
        name: text('Персоналды басқару қызметі', 'Служба управления персоналом', 'Human Resources Service'),
      },
      {
        key: 'mdd-communications',
        kind: 'ordinary',
        overseer: 'a.nurgalieva',
        name: text('Байланыс департаменті', 'Департамент связи', 'Communications Department'),
      },
      {
        key: 'mdd-regional',
        kind: 'ordinary',
        overseer: 'a.nurgalieva',
        name: text(
          'Өңірлік даму департаменті',
          'Департамент регионального развития',
          'Regional Development Department',
        ),
      },
    ],
  },
  {
    key: 'finance',
    kind: 'central',
    parentKey: null,
    bin: '940140028296',
    name: text(
      'Қазақстан Республикасының Қаржы министрлігі',
      'Министерство финансов Республики Казахстан',
      'Ministry of Finance of the Republic of Kazakhstan',
    ),
    shortName: text('Қаржы министрлігі', 'Министерство финансов', 'Ministry of Finance'),
    units: [
      { key: 'finance-leadership', kind: 'leadership', name: leadership },
      { key: 'finance-legal', kind: 'legal', name: legalService },
      { key: 'finance-documentation', kind: 'documentation', name: documentationService },
      {
        key: 'finance-budget',
        kind: 'ordinary',
        overseer: 'd.ermekova',
        name: text(
          'Бюджет саясаты департаменті',
          'Департамент бюджетной политики',
          'Budget Policy Department',
        ),
      },
      {
        key: 'finance-assets',
        kind: 'ordinary',
        overseer: 'd.ermekova',
        name: text(
          'Мемлекеттік активтер департаменті',
          'Департамент государственных активов',
          'State Assets Department',
        ),
      },
    ],
  },
  {
    key: 'justice',
    kind: 'central',
    parentKey: null,
    bin: '910540214783',
    name: text(
      'Қазақстан Республикасының Әділет министрлігі',
      'Министерство юстиции Республики Казахстан',
      'Ministry of Justice of the Republic of Kazakhstan',
    ),
    shortName: text('Әділет министрлігі', 'Министерство юстиции', 'Ministry of Justice'),
    units: [
      { key: 'justice-leadership', kind: 'leadership', name: leadership },
      { key: 'justice-legal', kind: 'legal', name: legalService },
      { key: 'justice-documentation', kind: 'documentation', name: documentationService },
      {
        key: 'justice-legislation',
        kind: 'ordinary',
        overseer: 'zh.omarova',
        name: text('Заңнама департаменті', 'Департамент законодательства', 'Legislation Department'),
      },
      {
        key: 'justice-registration',
        kind: 'ordinary',
        overseer: 'zh.omarova',
        name: text(
          'Тіркеу қызметі департаменті',
          'Департамент регистрационной службы',
          'Registration Service Department',
        ),
      },
    ],
  },
  {
    key: 'pmo',
    kind: 'pmo',
    parentKey: null,
    bin: '930240837931',
    name: text(
      'Қазақстан Республикасы Премьер-Министрінің Кеңсесі',
      'Канцелярия Премьер-Министра Республики Казахстан',
      "Prime Minister's Office of the Republic of Kazakhstan",
    ),
    shortName: text('Премьер-Министрдің Кеңсесі', 'Канцелярия Премьер-Министра', "Prime Minister's Office"),
    units: [
      { key: 'pmo-leadership', kind: 'leadership', name: leadership },
      { key: 'pmo-legal', kind: 'legal', name: legalDivision },
      { key: 'pmo-documentation', kind: 'documentation', name: documentationDivision },
    ],
  },
  {
    key: 'saryarka',
    kind: 'local',
    parentKey: null,
    bin: '170340569697',
    name: text(
      '«Сарыарқа облысы Цифрландыру және архивтер басқармасы» мемлекеттік мекемесі',
      'Государственное учреждение «Управление цифровизации и архивов Сарыаркинской области»',
      'State Institution “Department of Digitalisation and Archives of Saryarqa Region”',
    ),
    shortName: text(
      'Сарыарқа облысының Цифрландыру және архивтер басқармасы',
      'Управление цифровизации и архивов Сарыаркинской области',
      'Department of Digitalisation and Archives of Saryarqa Region',
    ),
    units: [
      { key: 'saryarka-leadership', kind: 'leadership', name: leadership },
      { key: 'saryarka-legal', kind: 'legal', name: legalDivision },
      { key: 'saryarka-documentation', kind: 'documentation', name: documentationDivision },
      {
        key: 'saryarka-projects',
        kind: 'ordinary',
        name: text('Цифрлық жобалар бөлімі', 'Отдел цифровых проектов', 'Digital Projects Division'),
      },
    ],
  },
  {
    key: 'centre',
    kind: 'institution',
    parentKey: 'saryarka',
    bin: '180540549384',
    name: text(
      '«Сарыарқа облысы Цифрландыру және архивтер басқармасының Сарыарқа облысының Цифрландыру орталығы» коммуналдық мемлекеттік мекемесі',
      'Коммунальное государственное учреждение «Центр цифровизации Сарыаркинской области Управления цифровизации и архивов Сарыаркинской области»',
      'Municipal State Institution “Digitalisation Centre of Saryarqa Region of the Department of Digitalisation and Archives of Saryarqa Region”',
    ),
    shortName: text(
      'Сарыарқа облысының Цифрландыру орталығы',
      'Центр цифровизации Сарыаркинской области',
      'Digitalisation Centre of Saryarqa Region',
    ),
    units: [
      { key: 'centre-leadership', kind: 'leadership', name: leadership },
      {
        key: 'centre-solutions',
        kind: 'ordinary',
        name: text(
          'Цифрлық шешімдерді енгізу бөлімі',
          'Отдел внедрения цифровых решений',
          'Digital Solutions Division',
        ),
      },
    ],
  },
  {
    key: 'archive',
    kind: 'institution',
    parentKey: 'saryarka',
    bin: '740840025979',
    name: text(
      '«Сарыарқа облысы Цифрландыру және архивтер басқармасының Сарыарқа облысы мемлекеттік архиві» коммуналдық мемлекеттік мекемесі',
      'Коммунальное государственное учреждение «Государственный архив Сарыаркинской области Управления цифровизации и архивов Сарыаркинской области»',
      'Municipal State Institution “State Archive of Saryarqa Region of the Department of Digitalisation and Archives of Saryarqa Region”',
    ),
    shortName: text(
      'Сарыарқа облысының мемлекеттік архиві',
      'Государственный архив Сарыаркинской области',
      'State Archive of Saryarqa Region',
    ),
    units: [
      { key: 'archive-leadership', kind: 'leadership', name: leadership },
      {
        key: 'archive-storage',
        kind: 'ordinary',
        name: text(
          'Құжаттарды қабылдау және сақтау бөлімі',
          'Отдел приёма и хранения документов',
          'Document Acceptance and Storage Division',
        ),
      },
    ],
  },
];
