/** Starts the staff app. */
import { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/mini';
import { setCallHooks } from '../lib/client.ts';
import { Problem } from '../lib/problem.ts';
import { sessionQuery } from '../lib/session.ts';
import { askForProof } from '../lib/step-up.ts';
import { App } from './app.tsx';
import './base.css';
import '../ui/ui.css';
import './shell.css';
import '../ui/print.css';
import { startI18n } from './i18n.ts';
import { applyPreferences, preferences } from './preferences.ts';
import { makeRouter } from './routes.tsx';

// The content security policy forbids compiling code at run time.
config({ jitless: true });

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Show at once that there is no connection, instead of waiting in silence.
      networkMode: 'always',
      retry: (failures, error) => error instanceof Problem && error.mayPass && failures < 2,
      staleTime: 10_000,
    },
    mutations: { networkMode: 'always' },
  },
});
const router = makeRouter(client);

setCallHooks({
  proveAgain: askForProof,
  signedOut: async () => {
    const { session, step } = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (session && step === 'signed_in') return;
    await router.navigate({
      to: '/sign-in',
      search: { next: router.state.location.href, ended: '1' },
    });
  },
});

async function start(): Promise<void> {
  applyPreferences(preferences());
  void client.prefetchQuery(sessionQuery);
  await startI18n(preferences().locale);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(<App client={client} router={router} />);
}

void start();
