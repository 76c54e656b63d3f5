/** The fields of each act beside its day and its decision, as a table; the form draws them in order. */
import { Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ActKey } from '../../../../src/modules/admission/acts-api.ts';
import {
  filingResults,
  leadingBodies,
  recommenders,
  reviewResults,
  trainingResults,
} from '../../../../src/modules/admission/choices.ts';
import { useWords } from '../../lib/reasons.ts';
import { Field } from '../../ui/form.tsx';

type Spec = { name: string; optional?: true } & (
  | { as: 'line' | 'text' | 'count' | 'people' }
  | { as: 'choice'; of: string; options: readonly string[] }
);

const line = (name: string): Spec => ({ name, as: 'line' });
const text = (name: string): Spec => ({ name, as: 'text' });
const count = (name: string): Spec => ({ name, as: 'count' });
const choice = (name: string, of: string, options: readonly string[]): Spec => ({
  name,
  as: 'choice',
  of,
  options,
});
const maybe = (spec: Spec): Spec => ({ ...spec, optional: true });

const observation = [text('mentorOpinion'), maybe(text('branchOpinion')), maybe(text('study'))];
const written = [maybe(count('writtenYes')), maybe(count('writtenNo')), maybe(count('writtenAbstain'))];
const people: Spec = { name: 'people', as: 'people' };
const why = [text('why')];

export const fieldsOf: Record<ActKey, readonly Spec[]> = {
  talk: [line('talker'), text('topics'), text('opinion')],
  confirm_activist: [choice('recommender', 'recommender', recommenders), line('recommendedBy')],
  file_activist: [choice('result', 'filing', ['filed', 'objected']), line('replyNo')],
  assign_mentors: [people],
  observe: observation,
  confirm_candidate: [text('heard')],
  file_candidate: [choice('result', 'filing', filingResults), line('replyNo')],
  assign_sponsors: [people],
  review_politically: [choice('result', 'review', reviewResults), text('conclusion'), line('fileLocation')],
  train: [
    choice('result', 'training', trainingResults),
    count('days'),
    count('hours'),
    line('organizer'),
    maybe(line('certificateNo')),
  ],
  review_by_committee: [text('papers')],
  prereview: [line('replyNo'), text('opinion')],
  fill_form: [line('formNo')],
  hold_branch_meeting: [count('sponsorsPresent'), text('resolution'), ...written],
  talk_by_committee: [line('talker'), text('opinion')],
  decide_admission: [line('noticeNo'), maybe(text('specialReason')), maybe(text('grounds'))],
  file_with_county: [line('listNo')],
  place: [line('group')],
  take_oath: [line('place'), choice('leading', 'leading', leadingBodies)],
  observe_probation: observation,
  request_conversion: [text('request')],
  hold_conversion_meeting: [
    choice('resolution', 'resolution', ['convert', 'extend', 'revoke']),
    maybe(count('months')),
    text('heard'),
    ...written,
  ],
  decide_conversion: [line('noticeNo'), maybe(text('grounds'))],
  archive: [line('archiveNo'), line('keptAt')],
  return_papers: why,
  prereview_again: why,
  return_to_branch: why,
  cease: why,
};

type Person = { id: string; name: string };

export function ActFields({ act, choices }: { act: ActKey; choices: Person[] }) {
  return fieldsOf[act].map((spec) => <ActField key={spec.name} spec={spec} choices={choices} />);
}

function ActField({ spec, choices }: { spec: Spec; choices: Person[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const control = () => {
    switch (spec.as) {
      case 'line':
        return <Input maxLength={120} />;
      case 'text':
        return <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />;
      case 'count':
        return <InputNumber min={0} precision={0} inputMode="numeric" />;
      case 'people':
        return (
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('admission.choose_people')}
            options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        );
      case 'choice': {
        const { of } = spec;
        return (
          <Radio.Group
            options={spec.options.map((value) => ({ value, label: words(`admission.${of}.${value}`) }))}
          />
        );
      }
    }
  };
  return (
    <Field name={spec.name} label={words(`admission.field.${spec.name}`)} optional={spec.optional ?? false}>
      {control()}
    </Field>
  );
}
