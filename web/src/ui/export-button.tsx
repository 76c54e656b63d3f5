/** Downloads exactly the rows that the list shows; shows progress, and the refusal beside it. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Endpoint, InputOf } from '../../../src/kernel/http/contract.ts';
import { download } from '../lib/client.ts';
import { Problem } from '../lib/problem.ts';
import { Icon } from './icon.tsx';
import { Refusal } from './refusal.tsx';

type ExportButtonProps<E extends Endpoint> = { endpoint: E; input: InputOf<E>; label?: string };

export function ExportButton<E extends Endpoint>({ endpoint, input, label }: ExportButtonProps<E>) {
  const { t } = useTranslation();
  const fetching = useMutation<void, Problem>({ mutationFn: () => download(endpoint, input) });
  return (
    <>
      <Button
        icon={<Icon name="download" size="1em" />}
        loading={fetching.isPending}
        onClick={() => fetching.mutate()}
      >
        {label ?? t('ui.export')}
      </Button>
      {fetching.error && <Refusal problem={fetching.error} focus />}
    </>
  );
}
