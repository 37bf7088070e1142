export { CalendarModule } from './calendar.module.js';
export { daysByLaw } from './days-by-law.js';
