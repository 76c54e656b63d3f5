/** The things that a pledge names: what, for whom, until when; one field group each. */
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import './pledges.css';

export type ItemValues = { text: string; beneficiaries?: string; dueOn: string };

type Props = {
  count: number;
  most: number;
  onCount: (count: number) => void;
  from: string;
};

export function ItemFields({ count, most, onCount, from }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {Array.from({ length: count }, (_, i) => (
        <fieldset key={i} className="pledge-item">
          <legend>{t('pledges.item_no', { no: i + 1 })}</legend>
          <Field
            name={['items', i, 'text']}
            label={t('pledges.item_text')}
            help={t('pledges.item_text_help')}
          >
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={200} />
          </Field>
          <Field name={['items', i, 'dueOn']} label={t('pledges.due_on')}>
            <Input type="date" min={from} />
          </Field>
          <Field
            name={['items', i, 'beneficiaries']}
            label={t('pledges.beneficiaries')}
            help={t('pledges.beneficiaries_help')}
            optional
          >
            <Input maxLength={60} />
          </Field>
          {i > 0 && i === count - 1 && (
            <Button type="text" onClick={() => onCount(count - 1)}>
              {t('pledges.remove_item')}
            </Button>
          )}
        </fieldset>
      ))}
      {count < most && (
        <p className="pledge-add">
          <Button icon={<Icon name="plus" />} onClick={() => onCount(count + 1)}>
            {t('pledges.add_item')}
          </Button>
        </p>
      )}
    </>
  );
}

/** As the endpoint takes them: the groups on the screen, without empty texts. */
export function itemsOf(values: readonly ItemValues[], count: number): ItemValues[] {
  return values.slice(0, count).map(({ text, dueOn, beneficiaries }) => ({
    text,
    dueOn,
    ...(beneficiaries && { beneficiaries }),
  }));
}
