/** Choosing partners among the organizations of the town, of the own village or another. */
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi } from '../../../../src/modules/joint-building/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';

/** `id`, `value` and `onChange` come from the form's field. */
type Props = {
  id?: string;
  value?: string | string[];
  onChange?: (value: string | string[]) => void;
  several?: boolean;
  /** Only villages. */
  villages?: boolean;
};

export function PartnerChoice({ several = false, villages = false, ...field }: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useEndpoint(jointBuildingApi.listPartnerChoices, q ? { q } : {}, { keepPrevious: true });
  return (
    <Select
      {...field}
      {...(several && { mode: 'multiple' as const })}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isFetching}
      options={(found.data?.found ?? [])
        .filter(({ side }) => !villages || side === 'village')
        .map((one) => ({
          value: one.id,
          label: `${one.name}（${t(`joint_building.side.${one.side}`)}）`,
        }))}
    />
  );
}
