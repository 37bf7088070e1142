/*
 * Kazakh case endings after figures. The ending follows the last word as it is read aloud:
 * 18:00 ends in "нөл" (18:00-ге), 17:30 in "отыз" (17:30-ға), 10:24 in "төрт" (10:24-ке).
 */

interface Endings {
  /** to, until: -ға -ге -қа -ке */
  dative: string;
  /** at, in: -да -де -та -те */
  locative: string;
}

const BACK: Endings = { dative: 'ға', locative: 'да' };
const BACK_HARD: Endings = { dative: 'қа', locative: 'та' };
const FRONT: Endings = { dative: 'ге', locative: 'де' };
const FRONT_HARD: Endings = { dative: 'ке', locative: 'те' };

/** нөл бір екі үш төрт бес алты жеті сегіз тоғыз */
const DIGITS = [FRONT, FRONT, FRONT, FRONT_HARD, FRONT_HARD, FRONT_HARD, BACK, FRONT, FRONT, BACK];
/** (нөл) он жиырма отыз қырық елу */
const TENS = [FRONT, BACK, BACK, BACK, BACK_HARD, FRONT];

function endings(minute: number): Endings {
  const unit = minute % 10;
  return (unit === 0 ? TENS[minute / 10] : DIGITS[unit]) ?? FRONT;
}

/** No-break hyphen: a number is not torn from its ending. */
const HYPHEN = '\u2011';

/** @param time "18:00" gives "18:00‑ге" */
export function toTime(time: string): string {
  return `${time}${HYPHEN}${endings(Number(time.slice(-2))).dative}`;
}

/** @param time "10:24" gives "10:24‑те" */
export function atTime(time: string): string {
  return `${time}${HYPHEN}${endings(Number(time.slice(-2))).locative}`;
}

/** Until a weekday, 0 for Monday: "жұмаға". */
export const WEEKDAYS_DATIVE = 'дүйсенбіге сейсенбіге сәрсенбіге бейсенбіге жұмаға сенбіге жексенбіге'.split(
  ' ',
);

/** Until a month, 0 for January: "27 қарашаға". */
export const MONTHS_DATIVE =
  'қаңтарға ақпанға наурызға сәуірге мамырға маусымға шілдеге тамызға қыркүйекке қазанға қарашаға желтоқсанға'.split(
    ' ',
  );
