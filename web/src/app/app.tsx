/** The providers around everything. */
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useNarrow } from '../lib/screen.ts';
import { usePreferences } from './preferences.ts';
import type { makeRouter } from './routes.tsx';
import { themeFor } from './theme.ts';

export function App({ client, router }: { client: QueryClient; router: ReturnType<typeof makeRouter> }) {
  const { locale, elderMode } = usePreferences();
  const narrow = useNarrow();
  return (
    <ConfigProvider
      locale={locale === 'en' ? enUS : zhCN}
      theme={themeFor({ elderMode, narrow })}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
