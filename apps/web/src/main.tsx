import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sessionQuery } from './api/session';
import { beginPage } from './app/ahead';
import { queryClient, router } from './app/router';
import { isFirstPage } from './app/routes';
import { reloadAfterUpdates } from './app/updates';
import { askForRoomWords, beginLanguage, roomWords, storedLanguage } from './i18n/i18n';
import { applyPreferences } from './ui/preferences';
import './ui/styles/index.css';

applyPreferences();
reloadAfterUpdates();
// Asked for while the words come, so that the first page does not wait for one after the other.
void queryClient.prefetchQuery(sessionQuery);
const language = storedLanguage();
if (!isFirstPage(location.pathname)) askForRoomWords(language);
beginPage();
await beginLanguage(language);

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

// Where they do not come, the page that needs them asks again.
roomWords().catch(() => undefined);
