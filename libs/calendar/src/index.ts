export { CalendarModule } from './calendar.module.js';
export { daysByLaw, KURBAN_AIT_YEARS } from './days-by-law.js';
