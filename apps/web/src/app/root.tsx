import { Outlet } from '@tanstack/react-router';
import { Announcer } from '../ui/announcer';
import { useArrival } from './arrival';

/** What every page has, signed in or not. */
export function Root() {
  useArrival();
  return (
    <>
      <Outlet />
      <Announcer />
    </>
  );
}
