import { Outlet } from '@tanstack/react-router';
import { Announcer } from '../ui/announcer';
import { Toasts } from '../ui/toast';
import { useArrival } from './arrival';

/** What every page has, signed in or not. */
export function Root() {
  useArrival();
  return (
    <>
      <Outlet />
      <Toasts />
      <Announcer />
    </>
  );
}
