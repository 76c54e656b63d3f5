/** Choosing members of the roll by name, pinyin or initials; the server searches. */
import { Select } from 'antd';
import { useState } from 'react';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';

/** `id`, `value` and `onChange` come from the form's field; `org`: only those who stand at or below it. */
type Props<Value> = {
  id?: string;
  value?: Value;
  onChange?: (value: Value) => void;
  org?: string | undefined;
};

export function MemberChoice({ org, ...field }: Props<string>) {
  return <Select {...field} {...useMembers(org)} />;
}

type SeveralProps = Props<string[]> & {
  /** Those chosen before, who may be beyond the first that the server lists. */
  known?: readonly { id: string; name: string; branch: string }[];
};

export function MembersChoice({ org, known = [], ...field }: SeveralProps) {
  const { options, ...search } = useMembers(org);
  const before = known
    .filter((one) => !options.some((option) => option.value === one.id))
    .map((one) => ({ value: one.id, label: `${one.name}（${one.branch}）` }));
  return <Select {...field} mode="multiple" {...search} options={[...options, ...before]} />;
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
