/** Planning a meeting: which organization, which kind, then the few things that differ from last time. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { meetingsApi } from '../../../../src/modules/meetings/api.ts';
import { useSearchText } from '../../lib/address.ts';
import { clearDraft } from '../../lib/draft.ts';
import { useKeptAct } from '../../lib/use-kept-act.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import './meetings.css';

type Options = ReplyOf<typeof meetingsApi.planOptions>;
type Organization = Options['organizations'][number];
type Kind = Organization['kinds'][number];

export function Screen() {
  const { t } = useTranslation();
  const options = useEndpoint(meetingsApi.planOptions, {});
  return (
    <Page
      title={t('meetings.plan')}
      lead={t('meetings.plan_lead')}
      crumbs={[{ label: t('meetings.list'), to: '/meetings' }]}
      width="text"
    >
      <Loaded query={options}>{(data) => <Plan options={data} />}</Loaded>
    </Page>
  );
}

function Plan({ options }: { options: Options }) {
  const { t } = useTranslation();
  const [text, change] = useSearchText();
  const only = options.organizations.length === 1 ? options.organizations[0] : undefined;
  const org = options.organizations.find((one) => one.id === text['org']) ?? only;
  const kind = org?.kinds.find((one) => one.kind === text['kind']);
  return (
    <Section>
      <div className="meeting-choices">
        <label>
          <span>{t('meetings.organization')}</span>
          <Select
            aria-label={t('meetings.organization')}
            value={org?.id ?? null}
            onChange={(id) => change({ org: id ?? '', kind: '' })}
            showSearch={{ optionFilterProp: 'label' }}
            options={options.organizations.map((one) => ({ value: one.id, label: one.name }))}
          />
        </label>
        {org && (
          <label>
            <span>{t('meetings.kind')}</span>
            <Select
              aria-label={t('meetings.kind')}
              value={kind?.kind ?? null}
              onChange={(value) => change({ org: org.id, kind: value ?? '' })}
              options={org.kinds.map((one) => ({ value: one.kind, label: t(`meetings.kind.${one.kind}`) }))}
            />
          </label>
        )}
      </div>
      {org && kind && (
        <Details key={`${org.id} ${kind.kind}`} org={org} kind={kind} today={options.today} text={text} />
      )}
    </Section>
  );
}

type Values = { title: string; plannedOn: string; startsAt: string; place: string; agenda: string };

function Details(props: { org: Organization; kind: Kind; today: string; text: Record<string, string> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { org, kind, today, text } = props;
  const draft = `meeting-plan:${org.id}:${kind.kind}`;
  const { act: planned, waiting } = useKeptAct(
    meetingsApi.planMeeting,
    `meeting-plan-sent:${org.id}:${kind.kind}`,
    {
      invalidates: [meetingsApi.listMeetings],
      onSent: ({ id }) => {
        clearDraft(draft);
        say(t('meetings.planned_done'));
        void navigate({ to: `/meetings/${id}` });
      },
    },
  );
  const name = t(`meetings.kind.${kind.kind}`);
  const { subjectType = '', subjectId = '' } = text;
  return (
    <ActForm
      act={planned}
      draft={draft}
      waiting={waiting ? t('meetings.plan_waiting') : null}
      submitLabel={t('meetings.plan_submit')}
      initial={{
        title: `${org.name}${name}`,
        plannedOn: today,
        startsAt: kind.lastStartsAt ?? '09:00',
        ...(kind.lastPlace !== null && { place: kind.lastPlace }),
      }}
      toInput={({ agenda, ...values }: Values) => ({
        ...values,
        orgId: org.id,
        kind: kind.kind,
        agenda: agenda
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        ...(subjectType && subjectId && { subject: { type: subjectType, id: subjectId } }),
      })}
    >
      <Field name="title" label={t('meetings.title')}>
        <Input maxLength={120} />
      </Field>
      <Field
        name="plannedOn"
        label={t('meetings.on')}
        help={
          kind.noticeDays !== null &&
          t(kind.noticeBinds ? 'meetings.notice_needed' : 'meetings.notice_usual', {
            days: kind.noticeDays,
            cites: kind.cites,
          })
        }
      >
        <Input type="date" />
      </Field>
      <Field name="startsAt" label={t('meetings.at')}>
        <Input type="time" />
      </Field>
      <Field name="place" label={t('meetings.place')}>
        <Input maxLength={80} />
      </Field>
      <Field name="agenda" label={t('meetings.agenda')} help={t('meetings.agenda_help')}>
        <Input.TextArea rows={3} />
      </Field>
    </ActForm>
  );
}
