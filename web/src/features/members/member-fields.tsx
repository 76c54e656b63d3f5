/** The fields of a person, for registering and correcting. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form.tsx';
import { fieldWord } from './words.ts';

/** `known`: the record exists; its numbers are masked, so they are typed only to be replaced. */
export function MemberFields({ known = false }: { known?: boolean }) {
  const { t } = useTranslation();
  const month = t('members.month_is_enough');
  const optional = [
    ['birthDate', 'birth_date', month],
    ['joinedOn', 'joined_on', month],
    ['convertedOn', 'converted_on', month],
    ['ethnicity', 'ethnicity'],
    ['nativePlace', 'native_place'],
    ['education', 'education'],
    ['degree', 'degree'],
    ['occupation', 'occupation'],
    ['workUnit', 'work_unit'],
    ['partyPost', 'party_post'],
    ['residence', 'residence'],
    ['school', 'school'],
    ['address', 'address'],
    ['note', 'note'],
  ] as const;
  const numbers = known ? t('members.only_to_replace') : undefined;
  return (
    <>
      <Field name="name" label={fieldWord(t, 'name')}>
        <Input autoComplete="off" maxLength={40} />
      </Field>
      <Field name="sex" label={fieldWord(t, 'sex')}>
        <Radio.Group
          options={[
            { value: 'male', label: t('members.sex.male') },
            { value: 'female', label: t('members.sex.female') },
          ]}
        />
      </Field>
      <Field name="idNo" label={fieldWord(t, 'id_no')} optional help={numbers}>
        <Input autoComplete="off" maxLength={18} />
      </Field>
      <Field name="mobile" label={fieldWord(t, 'mobile')} optional help={numbers}>
        <Input autoComplete="off" inputMode="tel" maxLength={12} />
      </Field>
      <Field name="phone" label={fieldWord(t, 'phone')} optional help={numbers}>
        <Input autoComplete="off" inputMode="tel" maxLength={20} />
      </Field>
      {optional.map(([name, field, help]) => (
        <Field key={name} name={name} label={fieldWord(t, field)} optional help={help}>
          <Input autoComplete="off" />
        </Field>
      ))}
    </>
  );
}

export type MemberValues = {
  name: string;
  sex: 'male' | 'female';
  idNo?: string;
  mobile?: string;
  birthDate?: string;
  joinedOn?: string;
  convertedOn?: string;
  ethnicity?: string;
  nativePlace?: string;
  education?: string;
  degree?: string;
  occupation?: string;
  workUnit?: string;
  partyPost?: string;
  residence?: string;
  school?: string;
  phone?: string;
  address?: string;
  note?: string;
};

/** What was left empty is not sent: it stays as it is. */
export function withoutEmpty<V extends object>(values: V): V {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== '' && value !== undefined),
  ) as V; // fewer of the same fields
}
