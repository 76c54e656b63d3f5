/** Choosing a member of the roll by name, pinyin or initials; the server searches. */
import { Select } from 'antd';
import { useState } from 'react';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';

/** `id`, `value` and `onChange` come from the form's field. */
type Props = { id?: string; value?: string; onChange?: (value: string) => void };

export function MemberChoice(field: Props) {
  const [q, setQ] = useState('');
  const found = useEndpoint(membersApi.listMembers, { page: 1, ...(q && { q }) }, { keepPrevious: true });
  return (
    <Select
      {...field}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isFetching}
      options={(found.data?.rows ?? []).map((one) => ({
        value: one.id,
        label: `${one.name}（${one.branch.name}）`,
      }))}
    />
  );
}
