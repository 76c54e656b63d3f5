/** An article's own words with the institutions that it names as links. */
import type { ReactNode } from 'react';
import { AppLink } from '../../ui/app-link.tsx';

type Mention = { id: string; start: number; end: number };
type Props = { text: string; mentions: Mention[]; linkTo: (id: string) => string };

export function MarkedText({ text, mentions, linkTo }: Props) {
  return (
    <div className="article-text" lang="zh-CN">
      {paragraphsOf(text).map(({ start, end }) => (
        <p key={start}>{pieces(text, { start, end }, mentions, linkTo)}</p>
      ))}
    </div>
  );
}

function paragraphsOf(text: string): { start: number; end: number }[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const paragraph = { start, end: start + line.length };
    start = paragraph.end + 1;
    return paragraph;
  });
}

function pieces(
  text: string,
  within: { start: number; end: number },
  mentions: Mention[],
  linkTo: (id: string) => string,
): ReactNode[] {
  const nodes: ReactNode[] = [];
  let at = within.start;
  for (const { id, start, end } of mentions) {
    // One wording can name two institutions; the first carries the link, both stand in the list below.
    if (start < at || end > within.end) continue;
    nodes.push(text.slice(at, start));
    nodes.push(
      <AppLink key={`${id} ${start}`} to={linkTo(id)} className="mention">
        {text.slice(start, end)}
      </AppLink>,
    );
    at = end;
  }
  nodes.push(text.slice(at, within.end));
  return nodes;
}
