/** One document: its own words beside what was read of them; correct, place what is left over, confirm. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { policyApi } from '../../../../src/modules/policy/api.ts';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { usePathParam } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ExportButton } from '../../ui/export-button.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { CorrectHead } from './correct-head.tsx';
import { documentReads, type PolicyDocument } from './document-reads.ts';
import { DocumentTag } from './documents-screen.tsx';
import { ReadArticle } from './read-article.tsx';
import { UnplacedLines } from './unplaced-lines.tsx';
import './policy.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const document = useEndpoint(policyApi.getDocument, { id }, { keepPrevious: true });
  return (
    <Page
      title={document.data?.title ?? t('policy.documents')}
      lead={document.data && <DocumentTag state={document.data.state} />}
      crumbs={[
        { label: t('board.title'), to: '/board' },
        { label: t('policy.documents'), to: '/policy' },
      ]}
      actions={
        <ExportButton endpoint={policyApi.downloadDocument} input={{ id }} label={t('policy.download')} />
      }
    >
      <Loaded query={document} lines={12}>
        {(data) => (
          <>
            <Faults document={data} />
            <Head document={data} />
            <UnplacedLines document={data} />
            <div className="read-columns">
              <WhatWasRead document={data} />
              <Section title={t('policy.original')}>
                <ol
                  className="source-text"
                  lang="zh-CN"
                  aria-label={t('policy.original')}
                  {...{ tabIndex: 0 }}
                >
                  {data.rawText.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/u).map((line, at) => (
                    // Lines never change: the number of a line is its name.
                    // oxlint-disable-next-line react/no-array-index-key
                    <li key={at} id={`line-${at + 1}`}>
                      {line}
                    </li>
                  ))}
                </ol>
              </Section>
            </div>
            {data.mayConfirm && <Confirm document={data} />}
            {data.mayCorrect && <Discard document={data} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Faults({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  if (document.faults.length === 0) return null;
  return (
    <Section title={t('policy.faults')}>
      <ul className="plain-list">
        {document.faults.map((fault) => {
          const note = fault.code.startsWith('note.')
            ? `document.${fault.code}`
            : `policy.fault.${fault.code}`;
          return (
            <li key={`${fault.code} ${fault.line ?? ''}`}>
              {t(note as MessageKey, fault.params)}
              {fault.line !== null && (
                <>
                  {' '}
                  <a href={`#line-${fault.line}`}>{t('policy.line', { line: fault.line })}</a>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Head({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const none = <span className="quiet">{t('policy.not_found_in_text')}</span>;
  const listed = (words: string[]) => (words.length > 0 ? words.join('、') : none);
  return (
    <Section title={t('policy.head')}>
      <Facts
        rows={[
          { label: t('policy.field.title'), value: document.title },
          { label: t('policy.field.number'), value: document.number ?? none },
          { label: t('policy.field.issuer'), value: document.issuer ?? none },
          { label: t('policy.field.dated'), value: document.dated ?? none },
          { label: t('policy.field.recipients'), value: listed(document.recipients) },
          { label: t('policy.field.copies_to'), value: listed(document.copiesTo) },
          { label: t('policy.field.subject_words'), value: listed(document.subjectWords) },
          { label: t('policy.field.print_line'), value: document.printLine ?? none },
          { label: t('policy.field.copies'), value: document.copies ?? none },
          ...document.remainder.map(({ what, text }) => ({
            label: t(`policy.rest.${what}` as MessageKey),
            value: text,
          })),
          ...(document.preamble ? [{ label: t('policy.field.preamble'), value: document.preamble }] : []),
        ]}
      />
      {document.mayCorrect && <CorrectHead document={document} />}
    </Section>
  );
}

function WhatWasRead({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const articles = document.chapters.flatMap((chapter) => chapter.articles);
  return (
    <Section title={t('policy.read_articles')}>
      <p>{t('policy.articles_count', { chapters: document.chapters.length, articles: articles.length })}</p>
      {document.chapters.map((chapter) => (
        <section key={chapter.id}>
          {chapter.title && <h3 lang="zh-CN">{chapter.title}</h3>}
          {chapter.text && (
            <p className="quiet" lang="zh-CN">
              {chapter.text}
            </p>
          )}
          {chapter.articles.map((article, at) => (
            <ReadArticle key={article.id} document={document} article={article} isFirst={at === 0} />
          ))}
        </section>
      ))}
    </Section>
  );
}

function Confirm({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const confirm = useAct(policyApi.confirmDocument, {
    invalidates: [...documentReads, boardApi.getBoard, boardApi.getBoardFigures],
  });
  return (
    <Section title={t('policy.confirm')}>
      <p>{t('policy.confirm_lead')}</p>
      <ActForm
        act={confirm}
        initial={{ from: today }}
        toInput={({ from }: { from: string }) => ({ id: document.id, version: document.version, from })}
        submitLabel={t('policy.confirm')}
        onDone={() => say(t('policy.confirmed'))}
      >
        <Field name="from" label={t('policy.confirm_from')}>
          <Input type="date" />
        </Field>
      </ActForm>
    </Section>
  );
}

function Discard({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const discard = useAct(policyApi.discardDocument, { invalidates: documentReads });
  return (
    <details className="assignments">
      <summary>{t('policy.discard')}</summary>
      <ActForm
        act={discard}
        danger
        toInput={({ because }: { because: string }) => ({
          id: document.id,
          version: document.version,
          because,
        })}
        submitLabel={t('policy.discard')}
        onDone={() => say(t('policy.discarded'))}
      >
        <Field name="because" label={t('policy.because')}>
          <Input />
        </Field>
      </ActForm>
    </details>
  );
}
