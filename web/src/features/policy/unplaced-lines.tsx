/** Lines for which no place was found, with what to do about them. */
import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { policyApi } from '../../../../src/modules/policy/api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { documentReads, type PolicyDocument } from './document-reads.ts';
import { articleName } from './words.ts';

type Values = { lines: number[]; articleId?: string; because?: string };

export function UnplacedLines({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const open = document.unplaced.filter((line) => line.settled === null);
  const settled = document.unplaced.filter((line) => line.settled !== null);
  return (
    <Section title={t('policy.unplaced')}>
      {open.length === 0 && <p>{t('policy.unplaced_all_settled')}</p>}
      {open.length > 0 && <p>{t('policy.unplaced_lead')}</p>}
      {open.length > 0 && (document.mayCorrect ? <Settle document={document} /> : <Lines lines={open} />)}
      {settled.length > 0 && <Lines lines={settled} />}
    </Section>
  );
}

function Lines({ lines }: { lines: PolicyDocument['unplaced'] }) {
  const { t } = useTranslation();
  return (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line.line}>
          {line.text}
          <small>
            <a href={`#line-${line.line}`}>{t('policy.line', { line: line.line })}</a> ·{' '}
            {t(`policy.unplaced.${line.reason}` as MessageKey)}
            {line.settled && ` · ${t(`policy.settled.${line.settled}`)}`}
            {line.settledBecause && `：${line.settledBecause}`}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Settle({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const settle = useAct(policyApi.settleLines, { invalidates: documentReads });
  const open = document.unplaced.filter((line) => line.settled === null);
  const articles = document.chapters.flatMap((chapter) => chapter.articles);
  return (
    <ActForm
      key={document.version}
      name="lines"
      act={settle}
      initial={{ lines: open.map((line) => line.line) }}
      toInput={(values: Values) => ({
        id: document.id,
        version: document.version,
        lines: values.lines,
        articleId: values.articleId ?? null,
        because: values.because || null,
      })}
      submitLabel={t('policy.settle')}
      onDone={() => say(t('policy.saved'))}
    >
      <Field name="lines" label={t('policy.choose_lines')}>
        <LineChoice lines={open} />
      </Field>
      <Field name="articleId" label={t('policy.choose_article')} optional>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={articles.map((article) => ({ value: article.id, label: articleName(t, article) }))}
        />
      </Field>
      <Field name="because" label={t('policy.because')} help={t('policy.set_aside')} optional>
        <Input />
      </Field>
    </ActForm>
  );
}

type LineChoiceProps = {
  lines: PolicyDocument['unplaced'];
  id?: string;
  value?: number[];
  onChange?: (lines: number[]) => void;
};

/** Takes only what a group may carry: the field would say “required” of it, which is said of single fields. */
function LineChoice({ lines, id = '', value = [], onChange = () => undefined }: LineChoiceProps) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      {...{ id }}
      className="line-choice"
      value={value}
      onChange={onChange}
      options={lines.map((line) => ({
        value: line.line,
        label: `${line.text}（${t('policy.line', { line: line.line })}，${t(
          `policy.unplaced.${line.reason}` as MessageKey,
        )}）`,
      }))}
    />
  );
}
