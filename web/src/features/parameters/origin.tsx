/** Where a value comes from and how sure it is: the rule in words, the article as a link, 待核 said plainly. */
import { useTranslation } from 'react-i18next';
import type { ParameterRow } from '../../../../src/modules/parameters/api.ts';
import { citationInWords } from '../../../../src/kernel/i18n/citation.ts';
import { dayShort } from '../../lib/days.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

type Dated = NonNullable<ParameterRow['now']>;

export function Origin({ of }: { of: Pick<Dated, 'source' | 'number'> }) {
  const { t, i18n } = useTranslation();
  if (of.number)
    return <ArticleLink number={of.number} label={t('parameters.article', articleOf(of.number))} />;
  return citationInWords(of.source, i18n.language === 'en' ? 'en' : 'zh-CN');
}

export type NumberView = NonNullable<Dated['number']>;

export function articleOf({ documentName, article, wording }: NumberView) {
  return { document: documentName, article, wording };
}

export function ArticleLink({ number, label }: { number: NumberView; label: string }) {
  return <AppLink to={`/board/articles/${number.articleId}`}>{label}</AppLink>;
}

export function CertaintyTag({ certainty }: { certainty: Dated['certainty'] }) {
  const { t } = useTranslation();
  const tone = certainty === 'certain' ? 'done' : certainty === 'check' ? 'late' : 'waiting';
  return <StateTag tone={tone} label={t(`parameters.certainty.${certainty}`)} />;
}

export function useInForce(): (of: Pick<Dated, 'from' | 'to'>) => string {
  const { t, i18n } = useTranslation();
  return ({ from, to }) => {
    const first = dayShort(from, i18n.language);
    return to
      ? t('parameters.from_to', { from: first, to: dayShort(to, i18n.language) })
      : t('parameters.from', { from: first });
  };
}
