/** The own stars, each with its records, and the way to object to one. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { starsApi as api } from '../../../../src/modules/appraisals/star-api.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { BothStars, StarMark } from './star-mark.tsx';

type OwnRow = ReplyOf<typeof api.getOwnStars>['rows'][number];

export function OwnStars() {
  const { t } = useTranslation();
  const own = useEndpoint(api.getOwnStars, {});
  return own.data?.rows.map((row) => (
    <Section key={row.id} title={t('stars.own', { year: row.year })}>
      <ul className="appraisal-people">
        {row.marks.map((mark) => (
          <li key={mark.id}>
            <StarMark mark={mark} rules={row.rules} own />
            {row.objections
              .filter((one) => one.markId === mark.id)
              .map((one) => (
                <div key={one.id}>
                  <BothStars before={one.before} after={one.after} />
                  {one.answer && <p>{one.answer}</p>}
                </div>
              ))}
            {row.mayObject &&
              !row.objections.some((one) => one.markId === mark.id && one.answer === null) && (
                <ObjectTo row={row} markId={mark.id} />
              )}
          </li>
        ))}
      </ul>
    </Section>
  ));
}

function ObjectTo({ row, markId }: { row: OwnRow; markId: string }) {
  const { t, i18n } = useTranslation();
  const act = useAct(api.objectToOwnStar, { invalidates: [api.getOwnStars] });
  return (
    <details>
      <summary>{t('stars.object')}</summary>
      <ActForm
        name={`object-${markId}`}
        act={act}
        toInput={({ text }: { text: string }) => ({ id: row.id, markId, text })}
        submitLabel={t('stars.object')}
      >
        <Field
          name="text"
          label={t('appraisals.objection_text')}
          help={t('appraisals.own_object_help', { until: dayShort(row.objectionsUntil, i18n.language) })}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Field>
      </ActForm>
    </details>
  );
}
