/**
 * A form that sends one act: checks on submit, shows the server's reasons at their fields and in a summary that
 * takes the focus, keeps what was typed on the device, and never goes grey without saying why.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, type FormProps } from 'antd';
import { use, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, InputOf, ReplyOf } from '../../../src/kernel/http/contract.ts';
import { clearDraft, findDraft, keepDraft } from '../lib/draft.ts';
import { problemOf, type Problem } from '../lib/problem.ts';
import type { Act } from '../lib/use-endpoint.ts';
import { FormSummary, fieldsNamed, type FieldFault } from './form-summary.tsx';
import { Icon } from './icon.tsx';
import { FieldLabels, TwoSides, twoSidesOf } from './two-sides.tsx';

type Values = Record<string, unknown>;

type ActFormProps<E extends Endpoint, V extends Values> = {
  act: Act<E>;
  /** From the fields to the endpoint's input. */
  toInput: (values: V) => InputOf<E>;
  /** Verb on the button: 提交、交接、退回. */
  submitLabel: string;
  initial?: Partial<V>;
  /** Where several such forms stand on one page: keeps their fields' ids, and so their labels, apart. */
  name?: string;
  /** Name under which the typed values are kept; none for forms with passwords. */
  draft?: string;
  danger?: boolean;
  /** For an act that is kept and sent again (`useKeptAct`): the word while it waits, else null. */
  waiting?: string | null;
  /** Beside the submit button. */
  secondary?: ReactNode;
  /** After success, with what was sent. */
  onDone?: (reply: ReplyOf<E>, values: V) => void | Promise<void>;
  /** Empties the fields after success, for a form that stays on the screen. */
  clearOnDone?: boolean;
  onChange?: (values: V) => void;
  /** Where two sides are shown: what a choice's code means to people. */
  inWords?: (field: string, value: string) => string;
  children: ReactNode;
};

export function ActForm<E extends Endpoint, V extends Values>(props: ActFormProps<E, V>) {
  const { act, draft } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<V>();
  const [found, setFound] = useState(() => (draft ? findDraft(draft) : undefined));
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [problem, setProblem] = useState<Problem>();
  /** Submits that were not accepted: each takes the focus to the summary. */
  const [attempt, setAttempt] = useState(0);
  useFaultInTitle(faults.length > 0 || problem !== undefined);

  const [labels] = useState(() => new Map<string, string>());
  const sides = twoSidesOf(problem);
  const client = useQueryClient();

  /** `over`: the version that stands now, when the person has seen both sides and keeps the own one. */
  const submit = async (values: V, over?: number) => {
    setFaults([]);
    setProblem(undefined);
    try {
      const input = props.toInput(values);
      const reply = await act.mutateAsync({
        input: over === undefined ? input : Object.assign({}, input, { version: over }),
      });
      if (draft) clearDraft(draft);
      setFound(undefined);
      if (props.clearOnDone) form.resetFields();
      await props.onDone?.(reply, values);
    } catch (error) {
      const refused = problemOf(error);
      if (props.waiting !== undefined && refused.mayPass) return;
      const { atFields, others } = fieldsNamed(form, refused);
      form.setFields(atFields.map((one) => ({ name: one.name as never, errors: [one.message] }))); // paths come from the server
      setFaults(atFields);
      setAttempt((before) => before + 1);
      setProblem(others);
    }
  };
  const takeTheirs = async () => {
    if (draft) clearDraft(draft);
    setFound(undefined);
    setProblem(undefined);
    await client.invalidateQueries();
  };
  const startAfresh = () => {
    if (draft) clearDraft(draft);
    setFound(undefined);
    const emptied = Object.fromEntries(Object.keys(found?.values ?? {}).map((name) => [name, undefined]));
    form.setFieldsValue({ ...emptied, ...props.initial } as Partial<V>); // the form's own fields, emptied
  };
  const changed: FormProps<V>['onValuesChange'] = (touched, values) => {
    // What is being corrected is no longer shown as wrong; the next submit judges it anew.
    const corrected = faults.filter((fault) => holds(touched, fault.name));
    form.setFields(corrected.map(({ name }) => ({ name: name as never, errors: [] }))); // names of this form's fields
    if (corrected.length > 0) setFaults(faults.filter((fault) => !corrected.includes(fault)));
    if (draft) keepDraft(draft, values);
    props.onChange?.(values);
  };

  return (
    <Form<V>
      form={form}
      {...(props.name && { name: props.name })}
      className="act-form"
      layout="vertical"
      requiredMark={false}
      validateTrigger="onSubmit"
      scrollToFirstError={false}
      initialValues={{ ...props.initial, ...found?.values }}
      onValuesChange={changed}
      onFinish={(values) => void submit(values)}
      onFinishFailed={({ errorFields }) => {
        setProblem(undefined);
        setFaults(errorFields.map((one) => ({ name: one.name, message: one.errors[0] ?? '' })));
        setAttempt((before) => before + 1);
      }}
    >
      <FormSummary
        faults={faults}
        attempt={attempt}
        problem={sides ? undefined : problem}
        onGo={(name) => form.focusField(name)}
      />
      {found && (
        <output className="draft-note">
          <Icon name="info" />
          {t('ui.draft_found')}
          <button type="button" className="plain-button" onClick={startAfresh}>
            {t('ui.draft_drop')}
          </button>
        </output>
      )}
      <FieldLabels value={labels}>
        {props.children}
        {sides && (
          <TwoSides
            sides={sides}
            inWords={props.inWords}
            onTheirs={() => void takeTheirs()}
            onYours={() => void submit(form.getFieldsValue(), sides.version)}
          />
        )}
      </FieldLabels>
      {props.waiting && (
        <output className="draft-note">
          <Icon name="offline" />
          {props.waiting}
        </output>
      )}
      <div className="form-acts">
        <Button type="primary" htmlType="submit" danger={props.danger ?? false} loading={act.isPending}>
          {act.isPending ? t('ui.saving') : props.submitLabel}
        </Button>
        {props.secondary}
      </div>
    </Form>
  );
}

/** Whether the changed values have one at the field's place. */
function holds(values: object, name: readonly (string | number)[]): boolean {
  let at: unknown = values;
  for (const part of name) {
    if (typeof at !== 'object' || at === null || !(part in at)) return false;
    at = (at as Record<string | number, unknown>)[part]; // an object that has the part
  }
  return true;
}

type FieldProps = {
  name: string | (string | number)[];
  label: string;
  /** Under the label: what to write, an example. */
  help?: ReactNode;
  optional?: boolean;
  /** For checkboxes and switches. */
  valuePropName?: string;
  children: ReactNode;
};

/** One field under its label; required unless `optional`, and then it says so. */
export function Field({
  name,
  label,
  help,
  optional = false,
  valuePropName = 'value',
  children,
}: FieldProps) {
  const { t } = useTranslation();
  const labels = use(FieldLabels);
  useEffect(() => {
    labels.set(Array.isArray(name) ? name.join('.') : name, label);
  }, [labels, name, label]);
  return (
    <Form.Item
      name={name}
      label={
        <span className="field-label">
          <span>
            {label}
            {optional && <small>{t('ui.optional')}</small>}
          </span>
          {help && <span className="field-help">{help}</span>}
        </span>
      }
      valuePropName={valuePropName}
      rules={optional ? [] : [{ required: true, message: t('ui.required', { label }) }]}
    >
      {children}
    </Form.Item>
  );
}

/** The label of a value that is sent and cannot be typed here, for when two sides are shown. */
export function NamedValue({ name, label }: { name: string; label: string }) {
  const labels = use(FieldLabels);
  useEffect(() => {
    labels.set(name, label);
  }, [labels, name, label]);
  return null;
}

/** The page's title says that there is an error, for those who hear it. */
function useFaultInTitle(faulty: boolean): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (!faulty) return undefined;
    const before = document.title;
    document.title = t('ui.form_error_title', { title: before });
    return () => {
      document.title = before;
    };
  }, [faulty, t]);
}
