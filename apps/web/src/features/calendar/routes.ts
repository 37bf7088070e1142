import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';

interface CalendarSearch {
  /** Left out for the year that it is. */
  year?: number | undefined;
}

export const calendarRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/calendar',
  staticData: { title: 'calendar.title' },
  // Always named: the router lays this over the raw search, where another word would stay.
  validateSearch: ({ year }: Record<string, unknown>): CalendarSearch => ({
    year: typeof year === 'number' && Number.isInteger(year) ? year : undefined,
  }),
  component: lazyRouteComponent(() => import('./calendar-page'), 'CalendarPage'),
});
