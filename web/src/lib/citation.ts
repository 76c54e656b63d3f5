/** Rules as the code cites them, in the words that a clerk reads. */

const names: Readonly<Record<string, string>> = {
  村组: '《村民委员会组织法》',
  集体法: '《农村集体经济组织法》',
  支部: '《中国共产党支部工作条例（试行）》',
  农组: '《中国共产党农村基层组织工作条例》',
  公开: '《中国共产党党务公开条例（试行）》',
  细则: '《中国共产党发展党员工作细则》',
  党章: '《中国共产党章程》',
  保密法: '《保守国家秘密法》',
  PIPL: '《个人信息保护法》',
};

/** `村组2018 art. 24(3)` → 《村民委员会组织法》（2018）第24条第3款; what it does not know stays as it is. */
export function citationInWords(cites: string): string {
  return cites
    .replaceAll(
      /(?<!\p{Script=Han})(村组|集体法|支部|农组|公开|细则|党章|保密法|PIPL) ?((?:19|20)\d{2})?(?= |$|[，；,)）])/gu,
      nameOf,
    )
    .replaceAll(/ ?\[\?\]/gu, '')
    .replaceAll(/ ?art\. ?(\d+)(?:\((\d+)\))?(?:[–-](\d+))?/gu, articleOf)
    .replaceAll(' (local practice)', '（本地做法）')
    .replaceAll(' (common practice)', '（通行做法）');
}

function nameOf(_: string, short: string, year: string | undefined): string {
  return `${names[short] ?? short}${year ? `（${year}）` : ''}`;
}

function articleOf(_: string, article: string, paragraph?: string, last?: string): string {
  return `第${article}条${paragraph ? `第${paragraph}款` : ''}${last ? `至第${last}条` : ''}`;
}
