/** What happened, newest last: each entry with its day, its entry, its vote and who answered for it. */
import { useTranslation } from 'react-i18next';
import { useReasonViews, useWords } from '../../lib/reasons.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Arithmetic } from '../../ui/arithmetic.tsx';
import { ReasonText } from '../../ui/refusal.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { type CaseView, type Entry, moveWord } from './words.ts';

export function History({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const events = of.entries.map((entry) => ({
    key: String(entry.no),
    at: entry.on,
    who: entry.by,
    title: words(moveWord(entry.move)),
    detail: <Detail entry={entry} />,
  }));
  return <Timeline label={t('admission.history')} events={events} />;
}

function Detail({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const words = useWords();
  const views = useReasonViews();
  return (
    <>
      <span className="tags">
        {!entry.stands && <StateTag tone="stopped" label={t('admission.undone')} />}
        {entry.lateDays > 0 && (
          <StateTag tone="waiting" label={t('admission.late_entry', { days: String(entry.lateDays) })} />
        )}
        <small>{words(`admission.rules.${entry.ruleSet}`)}</small>
      </span>
      {saidIn(entry, words).map(({ label, value }) => (
        <p className="entry-line" key={label}>
          <small>{label}</small> {value}
        </p>
      ))}
      {entry.why && <p className="entry-line">{entry.why}</p>}
      {views(entry.warnings).map((reason) => (
        <p className="entry-warning" key={reason.code}>
          <ReasonText reason={reason} />
        </p>
      ))}
      {entry.ballot && <Vote ballot={entry.ballot} />}
    </>
  );
}

/** Everything that an entry says, under the names of its form's fields. */
export function saidIn(entry: Entry, words: (key: string) => string): { label: string; value: string }[] {
  const field = (name: string) => words(`admission.field.${name}`);
  const chosen: Record<string, string> = {
    recommender: 'recommender',
    leading: 'leading',
    resolution: 'resolution',
  };
  const coded = ['convert', 'extend', 'revoke'];
  const texts = Object.entries(entry.text).map(([name, value]) => {
    const of = chosen[name];
    const isCode = of && (name !== 'resolution' || coded.includes(value));
    return { label: field(name), value: isCode ? words(`admission.${of}.${value}`) : value };
  });
  const result = entry.result && {
    label: field('result'),
    value: words(`admission.result.${entry.result}`),
  };
  return [
    ...(result ? [result] : []),
    ...(entry.people.length > 0
      ? [{ label: field('people'), value: entry.people.map((one) => one.name).join('、') }]
      : []),
    ...Object.entries(entry.numbers).map(([name, value]) => ({ label: field(name), value: String(value) })),
    ...(entry.formNo ? [{ label: field('formNo'), value: entry.formNo }] : []),
    ...(entry.specialReason ? [{ label: field('specialReason'), value: entry.specialReason }] : []),
    ...texts,
  ];
}

function Vote({ ballot }: { ballot: NonNullable<Entry['ballot']> }) {
  const { t } = useTranslation();
  const comparison = (from: NonNullable<typeof ballot.votes>) => ({
    have: from.have,
    sign: from.operator === 'atLeast' ? ('≥' as const) : ('>' as const),
    need: (from.base * from.num) / from.den,
    met: from.met,
  });
  return (
    <div className="entry-vote">
      <p className="entry-line">
        {ballot.path ? <AppLink to={ballot.path}>{ballot.title}</AppLink> : ballot.title} ·{' '}
        {ballot.secret ? t('admission.secret') : t('admission.open_vote')}
        {ballot.tellers.length > 0 && ` · ${t('admission.field.tellers')} ${ballot.tellers.join('、')}`}
      </p>
      {ballot.votes && (
        <Arithmetic
          passed={ballot.votes.met && (ballot.quorum?.met ?? true)}
          eligible={ballot.eligible}
          present={ballot.present}
          votesFor={ballot.yes + (ballot.written?.yes ?? 0)}
          votesAgainst={ballot.no + (ballot.written?.no ?? 0)}
          abstained={ballot.abstain + (ballot.written?.abstain ?? 0)}
          {...(ballot.quorum && { quorum: comparison(ballot.quorum) })}
          majority={comparison(ballot.votes)}
          cites={ballot.votes.cites}
        />
      )}
    </div>
  );
}
