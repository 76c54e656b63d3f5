/** Choosing members of the roll by name, pinyin or initials; the server searches. */
import { Select } from 'antd';
import { useState } from 'react';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';

/** `id`, `value` and `onChange` come from the form's field; `org`: only those who stand at or below it. */
type Props = { id?: string; value?: string; onChange?: (value: string) => void; org?: string };

export function MemberChoice({ org, ...field }: Props) {
  return <Select {...field} {...useMembers(org)} />;
}

export function MembersChoice(field: {
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
}) {
  return <Select {...field} mode="multiple" {...useMembers()} />;
}

function useMembers(org?: string) {
  const [q, setQ] = useState('');
  const found = useEndpoint(
    membersApi.listMembers,
    { page: 1, ...(q && { q }), ...(org && { org }) },
    { keepPrevious: true },
  );
  return {
    showSearch: { filterOption: false as const, onSearch: setQ },
    loading: found.isFetching,
    options: (found.data?.rows ?? []).map((one) => ({
      value: one.id,
      label: `${one.name}（${one.branch.name}）`,
    })),
  };
}
