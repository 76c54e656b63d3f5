/** Choosing organizations by a part of their names. */
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { kindLabel } from './kind-label.ts';

type Props = {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
  /** Only these kinds, with commas. */
  kinds?: string;
};

export function OrganizationChoice({ kinds, ...field }: Props) {
  return <Select {...field} {...useOrganizations(kinds)} />;
}

type SeveralProps = {
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  kinds?: string;
};

export function OrganizationsChoice({ kinds, ...field }: SeveralProps) {
  return <Select {...field} mode="multiple" {...useOrganizations(kinds)} />;
}

function useOrganizations(kinds: string | undefined) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useEndpoint(
    organizationsApi.searchOrganizations,
    { ...(q && { q }), ...(kinds && { kinds }) },
    { keepPrevious: true },
  );
  return {
    showSearch: { filterOption: false as const, onSearch: setQ },
    loading: found.isFetching,
    options: (found.data?.found ?? []).map((one) => ({
      value: one.id,
      label: `${one.shortName}（${kindLabel(t, one.kind)}）`,
    })),
  };
}
