/** One publication: what residents will see, the steps with what stands against them, its place in the log, objections. */
import { Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Endpoint, InputOf, ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { opennessApi } from '../../../../src/modules/openness/api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { usePathParam } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Qr } from '../../ui/qr.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { TaskList, type Task } from '../../ui/task-list.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { ContentBlocks } from './content-blocks.tsx';
import { Objections } from './objections.tsx';
import { PublicationFiles } from './publication-files.tsx';
import { publicationTones } from './states.ts';
import { isPlace, SubjectLink } from './subject-link.tsx';

type Publication = ReplyOf<typeof opennessApi.getPublication>;

const reads = [opennessApi.getPublication, opennessApi.listPublications, opennessApi.listCatalogue];

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const publication = useEndpoint(opennessApi.getPublication, { id });
  return (
    <Page
      title={publication.data?.title ?? t('openness.publications')}
      crumbs={[{ label: t('openness.publications'), to: '/openness' }]}
      width="text"
    >
      <Loaded query={publication}>
        {(data) => (
          <>
            <FactsOf data={data} />
            <Section title={t('openness.preview')}>
              <h3>{data.shownTitle}</h3>
              <ContentBlocks content={data.content} />
              {data.masked.length > 0 && <p>{t('openness.masked', { places: data.masked.join('；') })}</p>}
            </Section>
            <PublicationFiles data={data} />
            <Steps data={data} />
            <Objections publication={data} />
            <Correction data={data} />
            <Evidence data={data} />
            <Section title={t('openness.history')}>
              <Timeline
                label={t('openness.history')}
                events={data.history.map((entry) => ({
                  key: `${entry.at} ${entry.event}`,
                  at: entry.at,
                  who: entry.who,
                  title: t(`audit.${entry.event}` as MessageKey),
                  ...(entry.reason && { detail: reasonText(t, entry.reason) }),
                }))}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Reasons are what people wrote, except the one that the clock gives. */
function reasonText(t: (key: MessageKey) => string, reason: string): string {
  return reason === 'disclosure.period_over' ? t('disclosure.period_over') : reason;
}

function FactsOf({ data }: { data: Publication }) {
  const { t } = useTranslation();
  const dated = (label: string, day: string | null) =>
    day === null ? [] : [{ label, value: <Day date={day} /> }];
  return (
    <Section>
      <Facts
        rows={[
          {
            label: t('openness.column.state'),
            value: (
              <StateTag
                tone={publicationTones[data.state] ?? 'plain'}
                label={t(`procedure.publication.state.${data.state}`)}
              />
            ),
          },
          { label: t('openness.column.org'), value: data.orgName },
          { label: t('openness.column.kind'), value: t(`catalogue.${data.catalogueKey}` as MessageKey) },
          { label: t('openness.audience'), value: t(`openness.audience.${data.audience}`) },
          { label: t('openness.profile'), value: t(`openness.profile.${data.profile}` as MessageKey) },
          { label: t('public.code'), value: data.code },
          ...(isPlace(data.subject.type)
            ? [{ label: t('openness.subject'), value: <SubjectLink subject={data.subject} /> }]
            : []),
          ...dated(t('openness.column.due'), data.dueOn),
          ...dated(t('openness.column.published'), data.shownFrom),
          ...dated(t('openness.column.until'), data.shownUntil),
        ]}
      />
      {data.returnedReason !== null && <p>{t('openness.returned', { reason: data.returnedReason })}</p>}
      {data.corrects && (
        <p>
          <AppLink to={`/openness/${data.corrects.id}`}>{t('openness.corrects', data.corrects)}</AppLink>
        </p>
      )}
    </Section>
  );
}

const path = ['review', 'approve', 'publish'] as const;
/** How many of the three steps a state has behind it. */
const stepsDone: Record<string, number> = { reviewed: 1, approved: 2, published: 3, corrected: 3, ended: 3 };

function Steps({ data }: { data: Publication }) {
  const { t } = useTranslation();
  const moveOf = (key: string) => data.moves.find((move) => move.move === key);
  const done = stepsDone[data.state] ?? 0;
  const tasks = path.map((key, index): Task => {
    const move = moveOf(key);
    const title = t(`procedure.publication.move.${key}`);
    if (index < done) return { key, title, state: 'done' };
    if (data.state === 'returned') return { key, title, state: 'blocked' };
    if (move?.available) return { key, title, state: 'next', detail: <Step data={data} step={key} /> };
    // What lies further on is only waiting; its turn comes with the step before.
    return index === done
      ? { key, title, state: 'blocked', because: move?.because ?? [] }
      : { key, title, state: 'waiting' };
  });
  return (
    <Section title={t('openness.steps')}>
      <TaskList label={t('openness.steps')} tasks={tasks} />
      {moveOf('return')?.available && (
        <WithReason data={data} endpoint={opennessApi.returnPublication} move="return" />
      )}
      {moveOf('end')?.available && (
        <WithReason data={data} endpoint={opennessApi.endPublication} move="end" />
      )}
    </Section>
  );
}

function Step({ data, step }: { data: Publication; step: (typeof path)[number] }) {
  const { t } = useTranslation();
  const done = { invalidates: reads, onDone: () => say(t('openness.done')) };
  const review = useAct(opennessApi.reviewPublication, done);
  const approve = useAct(opennessApi.approvePublication, done);
  const publish = useAct(opennessApi.publishPublication, done);
  const label = t(`procedure.publication.move.${step}`);
  if (step === 'review')
    return (
      <ActForm
        act={review}
        submitLabel={label}
        toInput={(values: { note?: string; lookedThrough?: boolean }) => ({ id: data.id, ...values })}
      >
        {data.unscreened.length > 0 && (
          <Field name="lookedThrough" label={t('openness.looked_through_label')} valuePropName="checked">
            <Checkbox>{t('openness.looked_through', { names: data.unscreened.join('、') })}</Checkbox>
          </Field>
        )}
        <Field name="note" label={t('openness.note')} optional>
          <Input maxLength={500} />
        </Field>
      </ActForm>
    );
  return (
    <ActForm
      act={step === 'approve' ? approve : publish}
      submitLabel={label}
      toInput={() => ({ id: data.id })}
    >
      {null}
    </ActForm>
  );
}

type ReasonEndpoint = Endpoint & typeof opennessApi.endPublication;

function WithReason({
  data,
  endpoint,
  move,
}: {
  data: Publication;
  endpoint: ReasonEndpoint;
  move: 'return' | 'end';
}) {
  const { t } = useTranslation();
  const act = useAct(endpoint, { invalidates: reads, onDone: () => say(t('openness.done')) });
  return (
    <details>
      <summary>{t(`procedure.publication.move.${move}`)}</summary>
      <ActForm
        act={act}
        danger
        submitLabel={t(`procedure.publication.move.${move}`)}
        toInput={(values: { reason: string }): InputOf<ReasonEndpoint> => ({ id: data.id, ...values })}
      >
        <Field name="reason" label={t('openness.reason')}>
          <Input maxLength={500} />
        </Field>
      </ActForm>
    </details>
  );
}

function Correction({ data }: { data: Publication }) {
  const { t } = useTranslation();
  const session = useSession();
  const act = useAct(opennessApi.proposeCorrection, {
    invalidates: reads,
    onDone: () => say(t('openness.done')),
  });
  if (data.state !== 'published' || !mayDo(session, 'disclosure.propose')) return null;
  return (
    <Section title={t('openness.correction')}>
      <details>
        <summary>{t('openness.correction_lead')}</summary>
        <ActForm
          act={act}
          draft={`correction:${data.id}`}
          submitLabel={t('openness.correction_propose')}
          toInput={(values: { title: string; text: string; reason: string }) => ({ id: data.id, ...values })}
          initial={{ title: data.title }}
        >
          <Field name="reason" label={t('openness.reason')}>
            <Input maxLength={500} />
          </Field>
          <Field name="title" label={t('openness.text_title')}>
            <Input maxLength={120} />
          </Field>
          <Field name="text" label={t('openness.text')} help={t('openness.text_help')}>
            <Input.TextArea rows={6} maxLength={4000} />
          </Field>
        </ActForm>
      </details>
    </Section>
  );
}

function Evidence({ data }: { data: Publication }) {
  const { t } = useTranslation();
  if (data.leaves.length === 0) return null;
  return (
    <Section title={t('openness.evidence')}>
      <Facts
        rows={data.leaves.map((leaf) => ({
          label: t(`public.log_event.${leaf.event}` as MessageKey),
          value: (
            <>
              {t('openness.leaf', { n: leaf.index + 1 })} <code>{leaf.root.slice(0, 16)}…</code>
            </>
          ),
        }))}
      />
      {data.publicPath && (
        <p>
          <a href={data.publicPath} target="_blank" rel="noreferrer">
            {t('openness.public_page')}
          </a>
        </p>
      )}
      {data.qr && <Qr svg={data.qr} label={t('openness.qr')} />}
    </Section>
  );
}
