/** The structured content of a publication, as residents will read it. */
import { useTranslation } from 'react-i18next';
import type { Block, PublicContent, Value } from '../../../../src/kernel/disclosure/content.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { Day } from '../../ui/day.tsx';
import { Facts } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

export function ContentBlocks({ content }: { content: PublicContent }) {
  return content.blocks.map((block, index) => (
    <OneBlock key={`${block.kind}${String(index)}`} block={block} />
  ));
}

function OneBlock({ block }: { block: Block }) {
  const { t } = useTranslation();
  const words = (key: string) => t(key as MessageKey); // keys of modules, checked where they are written
  switch (block.kind) {
    case 'paragraph':
      return block.text.split(/\n+/).map((line) => <p key={line}>{line}</p>);
    case 'facts':
      return (
        <Facts
          rows={block.facts.map((fact) => ({
            label: words(fact.labelKey),
            value: <OneValue value={fact.value} />,
          }))}
        />
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={JSON.stringify(item)}>
              <OneValue value={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return (
        // A wide table scrolls sideways, which needs a place for the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="table-scroll" aria-label={t('ui.table')} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                {block.columns.map((column) => (
                  <th key={column.labelKey} scope="col">
                    {words(column.labelKey)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr key={JSON.stringify(row)}>
                  {row.map((value) => (
                    <td key={JSON.stringify(value)}>
                      <OneValue value={value} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      );
    case 'vote':
      return <Vote vote={block} />;
  }
}

function Vote({ vote }: { vote: Extract<Block, { kind: 'vote' }> }) {
  const { t } = useTranslation();
  const counted = ['eligible', 'present', 'yes', 'no', 'abstain'] as const;
  // As on the server: a parameter whose name ends in Key is itself a key, shown under the name without it.
  const params = Object.fromEntries(
    Object.entries(vote.params).map(([name, value]) =>
      name.endsWith('Key') && typeof value === 'string'
        ? [name.slice(0, -3), t(value as MessageKey)]
        : [name, value],
    ),
  );
  const rule = t(vote.ruleKey as MessageKey, params);
  return (
    <section>
      <h3>{t(vote.titleKey as MessageKey)}</h3>
      <Facts
        rows={[
          { label: t('public.held_on'), value: <Day date={vote.heldOn} /> },
          ...counted.map((key) => ({ label: t(`public.${key}`), value: vote[key] })),
          {
            label: t('public.rule'),
            value: vote.cites ? t('ui.with_rule', { text: rule, rule: vote.cites }) : rule,
          },
        ]}
      />
      <StateTag
        tone={vote.passed ? 'done' : 'stopped'}
        label={t(vote.passed ? 'public.passed' : 'public.not_passed')}
      />
    </section>
  );
}

function OneValue({ value }: { value: Value }) {
  const { t, i18n } = useTranslation();
  switch (value.kind) {
    case 'text':
      // Frozen as it was written, in Chinese.
      return <span lang="zh-CN">{value.text}</span>;
    case 'person':
      return <span className="person-name">{value.name}</span>;
    case 'day':
      return <Day date={value.day} />;
    case 'number': {
      const unit = value.unitKey ? ` ${t(value.unitKey as MessageKey)}` : '';
      return `${value.number.toLocaleString(i18n.language)}${unit}`;
    }
    case 'money':
      return `¥${(value.fen / 100).toLocaleString(i18n.language, { minimumFractionDigits: 2 })}`;
  }
}
