/** What is taken on: a post of the catalogue, a household, a pair; and from the fields to what the endpoint takes. */
import { Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { directions, type Direction, type Kind } from '../../../../src/modules/engagements/choices.ts';
import { Field } from '../../ui/form.tsx';

export type WantedValues = {
  kind: Kind;
  postId?: string;
  title?: string;
  duties?: string;
  households?: number;
  partner?: string;
  direction?: Direction;
};

type Post = { id: string; name: string; duties: string; branchName?: string };

export function WantedFields({ kind, posts }: { kind: Kind; posts: readonly Post[] }) {
  const { t } = useTranslation();
  if (kind === 'post')
    return (
      <Field name="postId" label={t('engagements.post')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={posts.map((post) => ({
            value: post.id,
            label: post.branchName ? `${post.name}（${post.branchName}）` : `${post.name}：${post.duties}`,
          }))}
        />
      </Field>
    );
  return (
    <>
      <Field
        name="title"
        label={t(`engagements.title_${kind}`)}
        help={kind === 'household' ? t('engagements.title_household_help') : undefined}
      >
        <Input maxLength={60} />
      </Field>
      {kind === 'pair' && (
        <>
          <Field name="direction" label={t('engagements.direction')}>
            <Radio.Group
              options={directions.map((value) => ({ value, label: t(`engagements.direction.${value}`) }))}
            />
          </Field>
          <Field name="partner" label={t('engagements.partner')} help={t('engagements.partner_help')}>
            <Input maxLength={40} />
          </Field>
        </>
      )}
      {kind === 'household' && (
        <Field name="households" label={t('engagements.households')} help={t('engagements.households_help')}>
          <InputNumber min={1} max={200} precision={0} />
        </Field>
      )}
      <Field name="duties" label={t(`engagements.duties_${kind}`)}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
      </Field>
    </>
  );
}

/** The form has made sure that what its kind needs is there. */
export function wantedHousehold({ title = '', duties = '', households = 0 }: WantedValues) {
  return { kind: 'household' as const, title, duties, households };
}

export function wantedPost({ postId = '' }: WantedValues) {
  return { kind: 'post' as const, postId };
}

export function wantedPair({ title = '', duties = '', partner = '', direction = 'to_able' }: WantedValues) {
  return { kind: 'pair' as const, title, duties, partner, direction };
}
