/** Meetings with their days; the field's own value and setter come from the form. */
import { Select } from 'antd';
import type { RoundView } from './words.tsx';

type Choice = { of: Pick<RoundView, 'meetings'>; value?: string; onChange?: (id: string) => void };

export function MeetingChoice({ of, ...field }: Choice) {
  return (
    <Select
      {...field}
      options={of.meetings.map(({ id, title, on }) => ({ value: id, label: `${on} ${title}` }))}
    />
  );
}
