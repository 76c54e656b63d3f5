/** A vote's verdict with its arithmetic: should attend 31, present 25 ≥ 16, for 17 > 15.5 → passed. */
import { useTranslation } from 'react-i18next';
import { StateTag } from './state-tag.tsx';

/** One comparison; `need` is shown as given, so that 15.5 stays 15.5. */
export type Comparison = { have: number; sign: '≥' | '>'; need: number; met: boolean };

type ArithmeticProps = {
  passed: boolean;
  eligible: number;
  present: number;
  votesFor: number;
  votesAgainst?: number;
  abstained?: number;
  quorum?: Comparison;
  majority: Comparison;
  /** The rule, such as 村组2018 art. 22. */
  cites?: string;
};

export function Arithmetic(props: ArithmeticProps) {
  const { t } = useTranslation();
  const verdict = (met: boolean) => (met ? t('ui.arithmetic_met') : t('ui.arithmetic_unmet'));
  const counts = [
    { label: t('ui.arithmetic_eligible'), value: props.eligible },
    { label: t('ui.arithmetic_present'), value: props.present },
    { label: t('ui.arithmetic_for'), value: props.votesFor },
    { label: t('ui.arithmetic_against'), value: props.votesAgainst },
    { label: t('ui.arithmetic_abstained'), value: props.abstained },
  ].filter((row) => row.value !== undefined);
  return (
    <div className="arithmetic">
      <dl>
        {counts.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
      {props.quorum && (
        <p>{t('ui.arithmetic_quorum', { ...props.quorum, verdict: verdict(props.quorum.met) })}</p>
      )}
      <p>{t('ui.arithmetic_votes', { ...props.majority, verdict: verdict(props.majority.met) })}</p>
      <p className="arithmetic-verdict">
        <StateTag
          tone={props.passed ? 'done' : 'stopped'}
          label={props.passed ? t('ui.passed') : t('ui.not_passed')}
        />
        {props.cites && <span className="reason-cites">{t('ui.cites', { cites: props.cites })}</span>}
      </p>
    </div>
  );
}
