/** Above a form that was not accepted: what is wrong, each line leading to its field. */
import type { FormInstance } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../lib/problem.ts';
import { Icon } from './icon.tsx';
import { Refusal } from './refusal.tsx';

export type FieldFault = { name: (string | number)[]; message: string };

type FormSummaryProps = {
  faults: FieldFault[];
  /** Rises with each submit that was not accepted. */
  attempt: number;
  problem: Problem | undefined;
  onGo: (name: (string | number)[]) => void;
};

export function FormSummary({ faults, attempt, problem, onGo }: FormSummaryProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  return (
    <>
      {problem && <Refusal problem={problem} focus={faults.length === 0} />}
      {faults.length > 0 && (
        <div className="refusal" role="alert" ref={box} tabIndex={-1}>
          <Icon name="warning" />
          <div>
            <p className="reason-message">{t('ui.summary_title', { total: faults.length })}</p>
            <ul>
              {faults.map((fault) => (
                <li key={fault.name.join('.')}>
                  <button type="button" className="plain-button" onClick={() => onGo(fault.name)}>
                    {fault.message}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  );
}

/** One after the other; a full-width stop needs no space behind it. */
function sentences(first: string, second: string | undefined): string {
  if (!second) return first;
  return first.endsWith('。') ? first + second : `${first} ${second}`;
}

/** Splits a refusal into reasons that name a field of this form, and a problem of the rest. */
export function fieldsNamed<V>(
  form: FormInstance<V>,
  problem: Problem,
): { atFields: FieldFault[]; others: Problem | undefined } {
  // Of every field on the form, also one that nobody has touched.
  const known = new Set(form.getFieldsError().map(({ name }) => String(name[0])));
  const atFields: FieldFault[] = [];
  const rest = problem.reasons.filter((reason) => {
    const name = reason.field?.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    if (!name || !known.has(String(name[0]))) return true;
    atFields.push({ name, message: sentences(reason.message, reason.remedy) });
    return false;
  });
  if (atFields.length > 0 && rest.length === 0) return { atFields, others: undefined };
  const view = {
    code: problem.code,
    message: rest[0] && atFields.length > 0 ? rest[0].message : problem.message,
    reasons: rest,
    ...(problem.problemId ? { problemId: problem.problemId } : {}),
    ...(problem.both ? { both: problem.both } : {}),
  };
  return { atFields, others: new Problem(problem.status, view) };
}
