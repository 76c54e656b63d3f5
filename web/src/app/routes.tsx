/** The route tree: what anybody may open, and the shell with one route for each screen of `features.ts`. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type ParsedLocation,
} from '@tanstack/react-router';
import type { ComponentType, FunctionComponent } from 'react';
import { parseSearch, stringifySearch } from '../lib/address.ts';
import { setDraftOwner } from '../lib/draft.ts';
import { sessionQuery } from '../lib/session.ts';
import { ErrorPage } from './error-page.tsx';
import { features, type Feature, type LoadScreen } from './features.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { Opening, Root } from './root.tsx';
import { Shell } from './shell.tsx';
import { StartPage } from './start-page.tsx';

type Context = { client: QueryClient };

const rootRoute = createRootRouteWithContext<Context>()({
  component: Root,
  errorComponent: alone(ErrorPage),
  notFoundComponent: alone(NotFoundPage),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./set-up-page.tsx'), 'SetUpPage'),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  errorComponent: alone(ErrorPage),
  beforeLoad: ({ context, location }) => requireSignedIn(context.client, location),
});

const startRoute = createRoute({ getParentRoute: () => shellRoute, path: '/', component: StartPage });

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});

const moreRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/more',
  component: lazyRouteComponent(() => import('./more-page.tsx'), 'MorePage'),
});

const featureRoutes = features.flatMap((feature) =>
  screensOf(feature).map(([path, load]) =>
    createRoute({ getParentRoute: () => shellRoute, path, component: lazyRouteComponent(load, 'Screen') }),
  ),
);

/** A page that stands without the shell needs its own landmark. */
function alone<Props extends object>(Content: ComponentType<Props>): FunctionComponent<Props> {
  return function Alone(props: Props) {
    return (
      <main className="lost">
        <Content {...props} />
      </main>
    );
  };
}

/** The router over `/app/`, with plain text in its search parameters. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      setUpRoute,
      shellRoute.addChildren([startRoute, accountRoute, moreRoute, ...featureRoutes]),
    ]),
    basepath: '/app',
    context: { client },
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: Opening,
    defaultPendingMs: 300,
    scrollRestoration: true,
  });
}

function screensOf(feature: Feature): [string, LoadScreen][] {
  const further = Object.entries(feature.screens ?? {});
  return [
    [feature.path, feature.load],
    ...further.map(([path, load]): [string, LoadScreen] => [feature.path + path, load]),
  ];
}

async function requireSignedIn(client: QueryClient, location: ParsedLocation): Promise<void> {
  const { setUp, step, session } = await client.ensureQueryData(sessionQuery);
  if (setUp) throw redirect({ to: '/set-up' });
  if (step !== 'signed_in' || !session) {
    const next = location.pathname === '/' ? {} : { next: location.href };
    throw redirect({ to: '/sign-in', search: next });
  }
  setDraftOwner(session.accountId);
}
