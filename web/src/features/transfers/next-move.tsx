/** A move that is possible from here: its form where the reader may make it, else who can and why it waits. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { transfersApi as api } from '../../../../src/modules/transfers/api.ts';
import { dayShort, monthText } from '../../lib/days.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { transferReads, type TransferView } from './words.tsx';

type Move = TransferView['moves'][number];
type Of = { of: TransferView; move: Move };

export function NextMove({ of, move }: Of) {
  const { t } = useTranslation();
  const title = t(`procedure.transfer.move.${move.move}`);
  const isWayOn = move.direction === 'forward';
  if (!move.mine) {
    const who = move.because.find((reason) => reason.code === 'procedure.not_permitted')?.who;
    // The way back of somebody else is not this reader's business; the way on is.
    return isWayOn && who ? (
      <p>
        <strong>{title}</strong>　{t('transfers.not_mine', { who })}
      </p>
    ) : null;
  }
  if (!move.available)
    return isWayOn ? (
      <>
        <h3>{title}</h3>
        <Reasons reasons={move.because} />
      </>
    ) : null;
  if (isWayOn) return <MoveForm of={of} move={move} />;
  return (
    <details>
      <summary>{title}</summary>
      <MoveForm of={of} move={move} />
    </details>
  );
}

function MoveForm({ of, move }: Of) {
  switch (move.move) {
    case 'issue':
      return <Issue of={of} />;
    case 'receive':
      return <Receive of={of} />;
    case 'confirm':
      return <Confirm of={of} />;
    case 'call_in':
      return <CallIn of={of} />;
    case 'return':
    case 'withdraw':
    case 'send_back':
      return <Because of={of} move={move.move} />;
  }
}

function useDone(): () => void {
  const { t } = useTranslation();
  return () => say(t('transfers.done'));
}

function Issue({ of }: { of: TransferView }) {
  const { t, i18n } = useTranslation();
  const act = useAct(api.issueLetter, { invalidates: transferReads });
  const { usualLetter } = of;
  return (
    <ActForm
      name="issue"
      act={act}
      initial={{
        issuedOn: usualLetter.issuedOn,
        validUntil: usualLetter.validUntil,
        ...(!usualLetter.dues && { duesPaidTo: of.today.slice(0, 7) }),
      }}
      toInput={(values: { issuedOn: string; validUntil: string; duesPaidTo?: string }) => ({
        id: of.id,
        version: of.version,
        ...values,
      })}
      submitLabel={t('procedure.transfer.move.issue')}
      onDone={useDone()}
    >
      <Field name="issuedOn" label={t('transfers.issued_on')}>
        <Input type="date" max={of.today} />
      </Field>
      <Field
        name="validUntil"
        label={t('transfers.valid_until')}
        help={t('transfers.usual_hint', {
          usual: dayShort(usualLetter.validUntil, i18n.language),
          longest: dayShort(usualLetter.longestUntil, i18n.language),
        })}
      >
        <Input type="date" />
      </Field>
      {usualLetter.dues ? (
        <DuesOfBooks of={usualLetter.dues} />
      ) : (
        <Field
          name="duesPaidTo"
          label={t('transfers.dues_paid_to')}
          help={`${t('transfers.dues_help')} ${t('transfers.dues_no_books')}`}
        >
          <Input type="month" />
        </Field>
      )}
    </ActForm>
  );
}

/** The last month paid as the books say, with the months behind it. */
function DuesOfBooks({ of }: { of: NonNullable<TransferView['usualLetter']['dues']> }) {
  const { t, i18n } = useTranslation();
  const named = (month: string) => monthText(month, i18n.language);
  return (
    <>
      <p>{t('transfers.dues_from_books', { month: named(of.paidTo) })}</p>
      {of.open.length > 0 && (
        <p>{t('transfers.dues_open', { count: of.open.length, months: of.open.map(named).join('、') })}</p>
      )}
      <details>
        <summary>{t('transfers.dues_rows', { count: of.paid.length })}</summary>
        <ul className="plain-list">
          {of.paid.map(({ month, on }) => (
            <li key={month}>
              {named(month)} <small>{t('transfers.dues_row', { on: dayShort(on, i18n.language) })}</small>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

type Receipt = {
  arrivedOn: string;
  sex?: 'male' | 'female';
  idNo?: string;
  joinedOn?: string;
  convertedOn?: string;
  mobile?: string;
};

function Receive({ of }: { of: TransferView }) {
  const { t } = useTranslation();
  const act = useAct(api.receiveMember, { invalidates: transferReads });
  const isNew = of.direction === 'in' && of.person.id === null;
  return (
    <ActForm
      name="receive"
      act={act}
      initial={{ arrivedOn: of.today, sex: 'male' }}
      toInput={({ arrivedOn, ...record }: Receipt) => ({
        id: of.id,
        version: of.version,
        arrivedOn,
        ...(isNew && withoutEmpty(record)),
      })}
      submitLabel={t('procedure.transfer.move.receive')}
      onDone={useDone()}
    >
      <Field name="arrivedOn" label={t('transfers.arrived_on')}>
        <Input type="date" max={of.today} />
      </Field>
      {isNew && (
        <fieldset>
          <legend>{t('transfers.record_fields')}</legend>
          <Field name="sex" label={t('transfers.sex')}>
            <Radio.Group
              options={[
                { value: 'male', label: t('members.sex.male') },
                { value: 'female', label: t('members.sex.female') },
              ]}
            />
          </Field>
          <Field name="idNo" label={t('transfers.id_no')}>
            <Input maxLength={18} autoComplete="off" />
          </Field>
          <Field name="joinedOn" label={t('transfers.joined_on')}>
            <Input type="date" max={of.today} />
          </Field>
          {of.kind === 'full' && (
            <Field name="convertedOn" label={t('transfers.converted_on')}>
              <Input type="date" max={of.today} />
            </Field>
          )}
          <Field name="mobile" label={t('transfers.mobile')} optional>
            <Input maxLength={20} inputMode="tel" autoComplete="off" />
          </Field>
        </fieldset>
      )}
    </ActForm>
  );
}

function withoutEmpty<V extends object>(values: V): V {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as V; // the same fields, fewer
}

function Confirm({ of }: { of: TransferView }) {
  const { t } = useTranslation();
  const act = useAct(api.confirmSlip, { invalidates: transferReads });
  return (
    <ActForm
      name="confirm"
      act={act}
      initial={{ arrivedOn: of.today }}
      toInput={({ arrivedOn }: { arrivedOn: string }) => ({ id: of.id, version: of.version, arrivedOn })}
      submitLabel={t('procedure.transfer.move.confirm')}
      onDone={useDone()}
    >
      <Field name="arrivedOn" label={t('transfers.slip_on')}>
        <Input type="date" max={of.today} />
      </Field>
    </ActForm>
  );
}

function CallIn({ of }: { of: TransferView }) {
  const { t } = useTranslation();
  const act = useAct(api.callInLetter, { invalidates: transferReads });
  return (
    <ActForm
      name="call_in"
      act={act}
      toInput={() => ({ id: of.id, version: of.version })}
      submitLabel={t('procedure.transfer.move.call_in')}
      onDone={useDone()}
    >
      {null}
    </ActForm>
  );
}

const withReason = {
  return: api.returnPapers,
  withdraw: api.withdrawTransfer,
  send_back: api.sendBack,
} as const;

function Because({ of, move }: { of: TransferView; move: keyof typeof withReason }) {
  const { t } = useTranslation();
  const act = useAct(withReason[move], { invalidates: transferReads });
  return (
    <ActForm
      name={move}
      act={act}
      toInput={({ why }: { why: string }) => ({ id: of.id, version: of.version, why })}
      submitLabel={t(`procedure.transfer.move.${move}`)}
      danger
      onDone={useDone()}
    >
      <Field
        name="why"
        label={t('transfers.why')}
        {...(move !== 'withdraw' && { help: t('transfers.why_help') })}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </ActForm>
  );
}
