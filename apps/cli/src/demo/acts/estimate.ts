import type { ActLanguage } from './blocks.js';

/** One line of the estimate: what one service point needs; prices in tenge. `monthly` recurs 12 times a year. */
interface EstimateItem {
  name: Record<ActLanguage, string>;
  price: number;
  count: number;
  monthly: boolean;
}

export const estimateItems: EstimateItem[] = [
  { name: { kk: 'Моноблок', ru: 'Моноблок' }, price: 380_000, count: 1, monthly: false },
  {
    name: { kk: 'Көпфункциялы басып шығару құрылғысы', ru: 'Многофункциональное печатающее устройство' },
    price: 165_000,
    count: 1,
    monthly: false,
  },
  {
    name: { kk: 'Өзіне-өзі қызмет көрсету терминалы', ru: 'Терминал самообслуживания' },
    price: 950_000,
    count: 1,
    monthly: false,
  },
  {
    name: { kk: 'Веб-камера және гарнитура', ru: 'Веб-камера и гарнитура' },
    price: 45_000,
    count: 1,
    monthly: false,
  },
  {
    name: { kk: 'Үздіксіз қуат көзі', ru: 'Источник бесперебойного питания' },
    price: 85_000,
    count: 1,
    monthly: false,
  },
  {
    name: { kk: 'Кеңжолақты интернетке қолжетімділік', ru: 'Широкополосный доступ к интернету' },
    price: 25_000,
    count: 1,
    monthly: true,
  },
  { name: { kk: 'Шығыс материалдары', ru: 'Расходные материалы' }, price: 10_000, count: 1, monthly: true },
  {
    name: { kk: 'Жабдыққа техникалық қызмет көрсету', ru: 'Техническое обслуживание оборудования' },
    price: 15_000,
    count: 1,
    monthly: true,
  },
];

/** How many service points open in each year. */
const estimateYears = [
  { year: 2027, opened: 120 },
  { year: 2028, opened: 150 },
  { year: 2029, opened: 130 },
];

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

const costOf = (monthly: boolean): number =>
  sum(
    estimateItems
      .filter((item) => item.monthly === monthly)
      .map((item) => item.price * item.count * (monthly ? 12 : 1)),
  );

/** Tenge to equip one service point. */
export const equipmentCost = costOf(false);

/** Tenge to keep one service point for a year. */
export const yearlyCost = costOf(true);

/** Per year: points working by its end, tenge for equipment, tenge for upkeep. */
export const estimateByYear = estimateYears.map(({ year, opened }, i) => {
  const working = sum(estimateYears.slice(0, i + 1).map((row) => row.opened));
  return { year, opened, working, equipment: opened * equipmentCost, upkeep: working * yearlyCost };
});

/** Tenge over all the years. */
export const estimateTotal = sum(estimateByYear.map((row) => row.equipment + row.upkeep));
