/** Chooses somebody with an account, by name or user name; the server searches. */
import { Select } from 'antd';
import { useState } from 'react';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';

type PersonSelectProps = { id?: string; value?: string; onChange?: (value: string) => void };

/** `id`, `value` and `onChange` come from the form's field. */
export function PersonSelect(props: PersonSelectProps) {
  const [words, setWords] = useState('');
  const found = useEndpoint(administrationApi.findHolders, words ? { q: words } : {}, { keepPrevious: true });
  return (
    <Select
      {...props}
      showSearch
      filterOption={false}
      onSearch={setWords}
      loading={found.isFetching}
      options={(found.data?.accounts ?? []).map((one) => ({
        value: one.id,
        label: `${one.displayName}（${one.username}）`,
      }))}
    />
  );
}
