import type { Duty } from '#contracts';
import { type DemoEmployee, type LocalText, type PostKind, text } from './directory.types.js';

interface Post {
  kind: PostKind;
  name: LocalText;
}

function post(kind: PostKind, kk: string, ru: string, en: string): Post {
  return { kind, name: text(kk, ru, en) };
}

const posts = {
  ministerOfDigitalDevelopment: post(
    'head_of_body',
    'Цифрлық даму министрі',
    'Министр цифрового развития',
    'Minister of Digital Development',
  ),
  viceMinisterOfDigitalDevelopment: post(
    'deputy_head',
    'Цифрлық даму вице-министрі',
    'Вице-министр цифрового развития',
    'Vice-Minister of Digital Development',
  ),
  ministerOfFinance: post('head_of_body', 'Қаржы министрі', 'Министр финансов', 'Minister of Finance'),
  viceMinisterOfFinance: post(
    'deputy_head',
    'Қаржы вице-министрі',
    'Вице-министр финансов',
    'Vice-Minister of Finance',
  ),
  ministerOfJustice: post('head_of_body', 'Әділет министрі', 'Министр юстиции', 'Minister of Justice'),
  viceMinisterOfJustice: post(
    'deputy_head',
    'Әділет вице-министрі',
    'Вице-министр юстиции',
    'Vice-Minister of Justice',
  ),
  headOfPrimeMinistersOffice: post(
    'head_of_body',
    'Премьер-Министр Кеңсесінің Басшысы',
    'Руководитель Канцелярии Премьер-Министра',
    "Head of the Prime Minister's Office",
  ),
  deputyHeadOfPrimeMinistersOffice: post(
    'deputy_head',
    'Премьер-Министр Кеңсесі Басшысының орынбасары',
    'Заместитель Руководителя Канцелярии Премьер-Министра',
    "Deputy Head of the Prime Minister's Office",
  ),
  regionalDepartmentHead: post(
    'head_of_body',
    'Басқарма басшысы',
    'Руководитель управления',
    'Head of the Department',
  ),
  regionalDepartmentDeputyHead: post(
    'deputy_head',
    'Басқарма басшысының орынбасары',
    'Заместитель руководителя управления',
    'Deputy Head of the Department',
  ),
  institutionDirector: post('head_of_body', 'Директор', 'Директор', 'Director'),
  legalServiceHead: post(
    'unit_head',
    'Заң қызметінің басшысы',
    'Руководитель юридической службы',
    'Head of the Legal Service',
  ),
  documentationServiceHead: post(
    'unit_head',
    'Құжаттамалық қамтамасыз ету қызметінің басшысы',
    'Руководитель службы документационного обеспечения',
    'Head of the Documentation Service',
  ),
  hrServiceHead: post(
    'unit_head',
    'Персоналды басқару қызметінің басшысы',
    'Руководитель службы управления персоналом',
    'Head of the Human Resources Service',
  ),
  departmentDirector: post(
    'unit_head',
    'Департамент директоры',
    'Директор департамента',
    'Department Director',
  ),
  divisionHead: post('unit_head', 'Бөлім басшысы', 'Руководитель отдела', 'Head of Division'),
  chiefExpert: post('specialist', 'Бас сарапшы', 'Главный эксперт', 'Chief Expert'),
  expert: post('specialist', 'Сарапшы', 'Эксперт', 'Expert'),
  chiefInspector: post('specialist', 'Бас инспектор', 'Главный инспектор', 'Chief Inspector'),
  chiefSpecialist: post('specialist', 'Бас маман', 'Главный специалист', 'Chief Specialist'),
  archivist: post('specialist', 'Архивист', 'Архивист', 'Archivist'),
};

/** login, full name, IIN, post, office, internal phone */
type Row = [string, string, string, keyof typeof posts, string, string];

/** Named duties, which go with no post. */
const duties: Readonly<Record<string, readonly Duty[]>> = {
  'r.baizhanov': ['portal_administrator'],
  'u.sarsenova': ['authorised_body_officer'],
  'k.otegenov': ['coordinator', 'hr_officer'],
  's.kim': ['controller'],
  'm.kapyshev': ['coordinator'],
  'm.sharipov': ['coordinator'],
  'd.abdrakhmanova': ['session_officer'],
  'a.mazhitova': ['support'],
};

/** The people of one unit. The unit's key begins with its body's, which names the body's mail domain. */
function staff(unitKey: string, rows: Row[]): DemoEmployee[] {
  const domain = `${unitKey.split('-')[0]}.example`;
  return rows.map(([login, fullName, iin, postKey, office, extension]) => {
    const [surname = '', givenName = '', patronymic = ''] = fullName.split(' ');
    return {
      login,
      unitKey,
      surname,
      givenName,
      patronymic,
      iin,
      postKind: posts[postKey].kind,
      post: posts[postKey].name,
      workPhone: `8 (7100) 00-${extension}`,
      office,
      email: `${login}@${domain}`,
      ...(duties[login] && { duties: duties[login] }),
    };
  });
}

/** The demo's people: all invented. Every body's leadership, legal and documentation units come first. */
export const demoEmployees: DemoEmployee[] = [
  ...staff('mdd-leadership', [
    [
      't.sagyndykov',
      'Сағындықов Тимур Әділұлы',
      '710105352219',
      'ministerOfDigitalDevelopment',
      '801',
      '10-01',
    ],
    [
      'a.nurgalieva',
      'Нұрғалиева Әсел Бақытқызы',
      '791120498411',
      'viceMinisterOfDigitalDevelopment',
      '803',
      '10-02',
    ],
  ]),
  ...staff('mdd-legal', [
    ['g.malikova', 'Мәлікова Гүлнар Сәкенқызы', '750917416459', 'legalServiceHead', '612', '10-20'],
    ['o.petrenko', 'Петренко Олег Викторович', '881016315109', 'chiefExpert', '614', '10-21'],
  ]),
  ...staff('mdd-documentation', [
    [
      'r.zhaksylykova',
      'Жақсылықова Раушан Ерболқызы',
      '730516447555',
      'documentationServiceHead',
      '105',
      '10-30',
    ],
    ['s.kim', 'Ким Светлана Андреевна', '900807426560', 'chiefExpert', '106', '10-31'],
  ]),
  ...staff('mdd-hr', [
    ['k.otegenov', 'Өтегенов Қайрат Маратұлы', '820515360689', 'hrServiceHead', '508', '10-35'],
  ]),
  ...staff('mdd-communications', [
    ['zh.orazbaev', 'Оразбаев Жандос Тілекұлы', '780622346734', 'departmentDirector', '701', '10-50'],
    ['r.baizhanov', 'Байжанов Руслан Ілиясұлы', '910319313383', 'chiefExpert', '705', '10-52'],
  ]),
  ...staff('mdd-regional', [
    ['u.sarsenova', 'Сәрсенова Ұлжан Қанатқызы', '800727496724', 'departmentDirector', '720', '10-40'],
    ['n.aliaskarov', 'Әлиасқаров Нұржан Өмірұлы', '891205351243', 'chiefExpert', '724', '10-42'],
    ['a.turlybekova', 'Тұрлыбекова Айнұр Ғалымқызы', '960207460143', 'expert', '724', '10-43'],
  ]),
  ...staff('finance-leadership', [
    ['k.abdikalykov', 'Әбдіқалықов Қуаныш Серікұлы', '691108331458', 'ministerOfFinance', '901', '20-01'],
    ['d.ermekova', 'Ермекова Ділназ Мұратқызы', '770628416284', 'viceMinisterOfFinance', '904', '20-02'],
  ]),
  ...staff('finance-legal', [
    ['s.toktarova', 'Тоқтарова Сәуле Ерланқызы', '760617495659', 'legalServiceHead', '415', '20-20'],
    ['a.iskendirov', 'Іскендіров Арман Жомартұлы', '930124328098', 'chiefExpert', '417', '20-21'],
  ]),
  ...staff('finance-documentation', [
    ['r.zhunisova', 'Жүнісова Райхан Әнуарқызы', '740618494573', 'documentationServiceHead', '110', '20-30'],
    ['i.volkova', 'Волкова Ирина Сергеевна', '860611465299', 'chiefExpert', '111', '20-31'],
  ]),
  ...staff('finance-budget', [
    [
      'e.kulmagambetov',
      'Құлмағамбетов Ерғали Сапарұлы',
      '700523362763',
      'departmentDirector',
      '520',
      '20-40',
    ],
    ['a.bekenov', 'Бекенов Асқар Нұрланұлы', '871219339217', 'chiefExpert', '523', '20-42'],
  ]),
  ...staff('finance-assets', [
    ['n.tileuova', 'Тілеуова Назгүл Ғабитқызы', '810901422887', 'departmentDirector', '540', '20-50'],
    ['m.kapyshev', 'Қапышев Марат Төлеуұлы', '840311340212', 'chiefExpert', '542', '20-51'],
  ]),
  ...staff('justice-leadership', [
    ['d.yskakov', 'Ысқақов Данияр Болатұлы', '720112305852', 'ministerOfJustice', '701', '30-01'],
    ['zh.omarova', 'Омарова Жанар Асқарқызы', '801010404539', 'viceMinisterOfJustice', '703', '30-02'],
  ]),
  ...staff('justice-legal', [
    ['g.doszhanov', 'Досжанов Ғани Әскерұлы', '790824381297', 'legalServiceHead', '310', '30-20'],
  ]),
  ...staff('justice-documentation', [
    ['sh.mukanova', 'Мұқанова Шолпан Исақызы', '710524454568', 'documentationServiceHead', '101', '30-30'],
    ['n.sergeeva', 'Сергеева Наталья Павловна', '920518494171', 'chiefExpert', '102', '30-31'],
  ]),
  ...staff('justice-legislation', [
    ['k.rakymbaeva', 'Рақымбаева Күләш Төреханқызы', '741125484201', 'departmentDirector', '520', '30-40'],
    ['b.ensebaev', 'Еңсебаев Бауыржан Хамитұлы', '900911379065', 'chiefExpert', '522', '30-41'],
  ]),
  ...staff('justice-registration', [
    ['m.sharipov', 'Шәріпов Мәди Ықыласұлы', '831112368668', 'departmentDirector', '610', '30-50'],
    ['p.omirzakova', 'Өмірзақова Перизат Қуатқызы', '950117499465', 'chiefExpert', '612', '30-51'],
  ]),
  ...staff('pmo-leadership', [
    [
      's.zhanabilov',
      'Жанәбілов Санжар Мұхтарұлы',
      '680628370500',
      'headOfPrimeMinistersOffice',
      '301',
      '50-01',
    ],
    [
      'l.karimova',
      'Кәрімова Лаура Ескендірқызы',
      '771023487891',
      'deputyHeadOfPrimeMinistersOffice',
      '303',
      '50-02',
    ],
  ]),
  ...staff('pmo-documentation', [
    ['t.esimkhanov', 'Есімханов Талғат Жүсіпұлы', '730711300661', 'divisionHead', '120', '50-30'],
    ['d.abdrakhmanova', 'Абдрахманова Динара Рашидқызы', '880910488495', 'chiefInspector', '121', '50-31'],
  ]),
  ...staff('pmo-legal', [
    ['p.gromov', 'Громов Павел Николаевич', '760228337343', 'divisionHead', '215', '50-20'],
  ]),
  ...staff('saryarka-leadership', [
    ['e.kozhakhmetov', 'Қожахметов Ерлан Сәбитұлы', '780310388555', 'regionalDepartmentHead', '301', '60-01'],
    [
      'g.amirzhanova',
      'Әміржанова Гауһар Тұрсынқызы',
      '850909412642',
      'regionalDepartmentDeputyHead',
      '303',
      '60-02',
    ],
  ]),
  ...staff('saryarka-legal', [
    ['o.nurpeisov', 'Нұрпейісов Олжас Дәуренұлы', '890808352881', 'divisionHead', '210', '60-20'],
  ]),
  ...staff('saryarka-documentation', [
    ['zh.suleimenova', 'Сүлейменова Жұлдыз Оңдасынқызы', '810402442918', 'divisionHead', '104', '60-30'],
  ]),
  ...staff('saryarka-projects', [
    ['a.bokenbaev', 'Бөкенбаев Айбек Үсенұлы', '861204310493', 'divisionHead', '220', '60-40'],
    ['e.likhacheva', 'Лихачёва Екатерина Олеговна', '940221436867', 'chiefSpecialist', '222', '60-41'],
  ]),
  ...staff('centre-leadership', [
    ['d.tolegenov', 'Төлегенов Дәулет Қайыржанұлы', '840605392828', 'institutionDirector', '201', '61-01'],
  ]),
  ...staff('centre-solutions', [
    ['r.ibraev', 'Ибраев Ренат Маратович', '900901390272', 'divisionHead', '205', '61-10'],
    ['a.mazhitova', 'Мәжитова Аяулым Бекзатқызы', '000714690551', 'chiefSpecialist', '206', '61-11'],
  ]),
  ...staff('archive-leadership', [
    ['b.kasenova', 'Қасенова Бибігүл Әбілқасымқызы', '700416458066', 'institutionDirector', '101', '62-01'],
  ]),
  ...staff('archive-storage', [
    ['m.sergalieva', 'Серғалиева Меруерт Саматқызы', '820825422707', 'divisionHead', '110', '62-10'],
    ['i.ashimov', 'Әшімов Ілияс Өтешұлы', '011220546814', 'archivist', '111', '62-11'],
  ]),
];
