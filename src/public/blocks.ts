/** The structured content of a notice as HTML; every value is escaped by the template. */
import { html } from 'hono/html';
import type { Block, PublicContent, Value } from '../kernel/disclosure/content.ts';
import { dayText, facts, type Html, type Reader } from './page.ts';

export function contentHtml(reader: Reader, content: PublicContent): Html {
  return html`${content.blocks.map((block) => blockHtml(reader, block))}`;
}

function blockHtml(reader: Reader, block: Block): Html {
  const { t } = reader;
  switch (block.kind) {
    case 'paragraph':
      return html`${block.text
        .split(/\n+/u)
        .filter((line) => line.trim() !== '')
        .map((line) => html`<p>${line}</p>`)}`;
    case 'facts':
      return facts(block.facts.map((fact) => [t(fact.labelKey), valueHtml(reader, fact.value)] as const));
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${valueHtml(reader, item)}</li>`)}
      </ul>`;
    case 'table':
      return html`<div class="scroll">
        <table class="cards">
          <thead>
            <tr>
              ${block.columns.map((column) => html`<th scope="col">${t(column.labelKey)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${block.rows.map(
              (row) =>
                html`<tr>
                  ${row.map(
                    (value, index) =>
                      html`<td
                        data-label="${t(block.columns[index]?.labelKey ?? '')}"
                        ${isNumber(value) ? html` class="num"` : ''}
                      >
                        ${valueHtml(reader, value)}
                      </td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    case 'vote':
      return voteHtml(reader, block);
  }
}

/** One vote with its arithmetic: who could vote, who came, how they voted, by which rule it passed. */
function voteHtml(reader: Reader, vote: Extract<Block, { kind: 'vote' }>): Html {
  const { t } = reader;
  const columns = ['eligible', 'present', 'yes', 'no', 'abstain'] as const;
  return html`<h2>${t(vote.titleKey)}</h2>
    <p>${t('public.held_on')}：${dayText(reader, Temporal.PlainDate.from(vote.heldOn))}</p>
    <div class="scroll">
      <table class="vote">
        <thead>
          <tr>
            ${columns.map((key) => html`<th scope="col">${t(`public.${key}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr>
            ${columns.map((key) => html`<td>${vote[key]}</td>`)}
          </tr>
        </tbody>
      </table>
    </div>
    <p>
      ${t('public.rule')}：${t(vote.ruleKey, vote.params)}${vote.cites ? t('public.cites', { cites: vote.cites }) : ''}
      <strong class="state ${vote.passed ? 'on_time' : 'late'}"
        >${t(vote.passed ? 'public.passed' : 'public.not_passed')}</strong
      >
    </p>`;
}

function valueHtml(reader: Reader, value: Value): Html | string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'person':
      return value.name;
    case 'day':
      return dayText(reader, Temporal.PlainDate.from(value.day));
    case 'number':
      return `${value.number.toLocaleString(reader.locale)}${value.unitKey ? ` ${reader.t(value.unitKey)}` : ''}`;
    case 'money':
      return yuan(reader, value.fen);
  }
}

/** Integer fen as yuan, without floating point. */
function yuan({ locale }: Reader, fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(fen) / 100).toLocaleString(locale);
  return `${sign}¥${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}

function isNumber(value: Value): boolean {
  return value.kind === 'number' || value.kind === 'money';
}
