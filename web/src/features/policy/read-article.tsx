/** One article as it was read: its institutions and numbers to confirm, its boundaries to correct. */
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { policyApi } from '../../../../src/modules/policy/api.ts';
import { natures, type Nature } from '../../../../src/modules/policy/choices.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { ArticleNumbers } from './article-numbers.tsx';
import { documentReads, type PolicyDocument, type ArticleRead } from './document-reads.ts';
import { MarkedText } from './marked-text.tsx';
import { articleName } from './words.ts';

type Props = { document: PolicyDocument; article: ArticleRead };

export function ReadArticle({ document, article, isFirst }: Props & { isFirst: boolean }) {
  const { t } = useTranslation();
  return (
    <article className="read-article">
      <h4>
        {articleName(t, article)}{' '}
        <small>
          <a href={`#line-${article.line}`}>{t('policy.line', { line: article.line })}</a>
          {article.nature !== 'measurable' && ` · ${t(`board.nature.${article.nature}`)}`}
        </small>
      </h4>
      <Institutions document={document} article={article} />
      <ArticleNumbers document={document} article={article} />
      <details>
        <summary>{t('board.text')}</summary>
        <MarkedText
          text={article.text}
          mentions={article.mentions}
          linkTo={(id) => `/board/institutions/${id}`}
        />
      </details>
      {document.mayCorrect && (
        <details>
          <summary>{t('policy.correct_article')}</summary>
          <CorrectArticle document={document} article={article} isFirst={isFirst} />
        </details>
      )}
    </article>
  );
}

function Institutions({ document, article }: Props) {
  const { t } = useTranslation();
  const decide = useAct(policyApi.decideInstitution, { invalidates: documentReads });
  const step = { id: document.id, version: document.version, articleId: article.id };
  return (
    <>
      {article.institutions.length === 0 && <p className="quiet">{t('policy.no_institution')}</p>}
      <ul className="choices" aria-label={t('policy.institutions')}>
        {article.institutions.map((one) => (
          <li key={one.id}>
            <span className={one.origin === 'rejected' ? 'struck' : undefined}>{one.name}</span>
            {one.origin === 'added' && <small>{t('policy.added')}</small>}
            {!one.isSetUp && !one.isNarrative && one.origin !== 'rejected' && (
              <small className="quiet">{t('policy.not_set_up')}</small>
            )}
            {document.mayCorrect && (
              <button
                type="button"
                className="plain-button"
                disabled={decide.isPending}
                onClick={() =>
                  decide.mutate({
                    input: {
                      ...step,
                      institution: one.id,
                      decision: one.origin === 'rejected' ? 'keep' : 'reject',
                    },
                  })
                }
              >
                {one.origin === 'rejected' ? t('policy.keep') : t('policy.reject')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {decide.error && <Refusal problem={decide.error} />}
    </>
  );
}

function CorrectArticle({ document, article, isFirst }: Props & { isFirst: boolean }) {
  const { t } = useTranslation();
  const step = { id: document.id, version: document.version, articleId: article.id };
  const correct = useAct(policyApi.correctArticle, { invalidates: documentReads });
  const merge = useAct(policyApi.mergeArticle, { invalidates: documentReads });
  const split = useAct(policyApi.splitArticle, { invalidates: documentReads });
  const saved = () => say(t('policy.saved'));
  return (
    <>
      <ActForm
        key={`correct ${document.version}`}
        name={`article-${article.id}`}
        draft={`policy-article:${article.id}`}
        act={correct}
        inWords={(field, value) => (field === 'nature' ? t(`board.nature.${value as Nature}`) : value)}
        initial={{ number: article.number, title: article.title, nature: article.nature }}
        toInput={(values: { number: number; title?: string; nature: Nature }) => ({
          ...step,
          number: values.number,
          title: values.title ?? '',
          nature: values.nature,
        })}
        submitLabel={t('policy.correct_article')}
        onDone={saved}
        secondary={
          !isFirst && (
            <Button loading={merge.isPending} onClick={() => merge.mutate({ input: step })}>
              {t('policy.merge')}
            </Button>
          )
        }
      >
        <Field name="number" label={t('policy.article_number')}>
          <InputNumber min={0} max={999} />
        </Field>
        <Field name="title" label={t('policy.article_title')} optional>
          <Input />
        </Field>
        <Field name="nature" label={t('policy.article_nature')}>
          <Select
            options={natures.map((nature) => ({ value: nature, label: t(`board.nature.${nature}`) }))}
          />
        </Field>
      </ActForm>
      {merge.error && <Refusal problem={merge.error} />}
      <ActForm
        name={`split-${article.id}`}
        act={split}
        initial={{ number: article.number + 1 }}
        toInput={(values: { at: number; number: number }) => ({ ...step, ...values, title: '' })}
        submitLabel={t('policy.split')}
        onDone={saved}
      >
        <Field name="at" label={t('policy.split_at')}>
          <Select
            options={sentenceStarts(article.text).map((at) => ({
              value: at,
              label: `${article.text.slice(at, at + 24)}…`,
            }))}
          />
        </Field>
        <Field name="number" label={t('policy.split_number')}>
          <InputNumber min={0} max={999} />
        </Field>
      </ActForm>
      <AddInstitution document={document} article={article} />
    </>
  );
}

/** Where another article can begin: after the end of a sentence or of a paragraph. */
function sentenceStarts(text: string): number[] {
  return [...text.matchAll(/[。；\n](?=[^\n])/gu)].map((found) => found.index + 1);
}

function AddInstitution({ document, article }: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useEndpoint(policyApi.searchCatalogue, q ? { q } : {}, { keepPrevious: true });
  const add = useAct(policyApi.decideInstitution, { invalidates: documentReads });
  return (
    <ActForm
      name={`add-${article.id}`}
      act={add}
      toInput={({ institution }: { institution: string }) => ({
        id: document.id,
        version: document.version,
        articleId: article.id,
        institution,
        decision: 'keep' as const,
      })}
      submitLabel={t('policy.add')}
      clearOnDone
      onDone={() => say(t('policy.saved'))}
    >
      <Field name="institution" label={t('policy.add_institution')}>
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={(found.data?.found ?? []).map((one) => ({
            value: one.id,
            label: one.isSetUp ? one.name : `${one.name}（${t('policy.not_set_up')}）`,
          }))}
        />
      </Field>
    </ActForm>
  );
}
