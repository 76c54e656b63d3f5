/** The complete record of a matter on paper: every field of the town's form, and the blanks by name. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort } from '../../lib/days.ts';
import { useWords } from '../../lib/reasons.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { matterWord, meetingWord, stateWord, type CaseView, type MeetingView } from './words.ts';
import './village-decisions.css';

type Row = { label: string; value: string };
type Part = { title: string; rows: Row[] };

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(villageDecisionsApi.getCase, { id });
  return (
    <Page
      title={t('village_decisions.print_title')}
      crumbs={[
        { label: t('village_decisions.title'), to: '/village-decisions' },
        { label: found.data?.title ?? t('village_decisions.case'), to: `/village-decisions/${id}` },
      ]}
      actions={
        <Button type="primary" onClick={() => window.print()}>
          {t('village_decisions.print_now')}
        </Button>
      }
    >
      <Loaded query={found}>{(data) => <RecordSheet of={data} />}</Loaded>
    </Page>
  );
}

function RecordSheet({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const parts = useParts(of);
  const blanks = parts.flatMap((part) =>
    part.rows.filter((row) => row.value === '').map((row) => `${part.title}·${row.label}`),
  );
  return (
    <>
      <p className="page-lead">
        {blanks.length > 0
          ? t('village_decisions.blanks', { fields: blanks.join('、') })
          : t('village_decisions.no_blanks')}
      </p>
      <table className="record-sheet">
        <tbody>
          {parts.map((part) => [
            <tr className="part" key={part.title}>
              <th colSpan={2} scope="rowgroup">
                {part.title}
              </th>
            </tr>,
            ...part.rows.map((row) => (
              <tr key={`${part.title}${row.label}`}>
                <th scope="row">{row.label}</th>
                <td className={row.value === '' ? 'is-blank' : undefined}>
                  {row.value === '' ? t('village_decisions.blank') : row.value}
                </td>
              </tr>
            )),
          ])}
        </tbody>
      </table>
    </>
  );
}

function useParts(of: CaseView): Part[] {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const meetingRows = useMeetingRows();
  const day = (iso: string | null | undefined) => (iso ? dayShort(iso, i18n.language) : '');
  const yuan = (fen: number | null) =>
    fen === null
      ? ''
      : new Intl.NumberFormat(i18n.language, { style: 'currency', currency: 'CNY' }).format(fen / 100);
  const current = of.meetings.filter((one) => !one.setAside && one.heldOn);
  const steps = ['proposal', 'deliberation', 'review', 'resolution'] as const;
  const usual = { proposal: 'party_proposal', deliberation: 'joint_committee', review: 'members_meeting' };
  const meetings = steps.map((step): Part => {
    const meeting = current.find((one) => one.step === step);
    const name = meeting?.meeting ?? (step === 'resolution' ? of.bodies[0]?.body : usual[step]) ?? '';
    return { title: words(meetingWord(name)), rows: meetingRows(meeting) };
  });
  const published = (part: 'resolution' | 'result') => {
    const one = of.disclosures.find((row) => row.part === part && !row.setAside);
    const posting = part === 'resolution' ? of.resolutionPosting : of.resultPosting;
    const isUnknown = of.resolutionPosting?.lastDay === null;
    const lastDay = isUnknown ? t('calendar.end_unknown') : day(of.resolutionPosting?.lastDay);
    const objections = one && {
      total: String(one.objections),
      open: String(one.openObjections),
    };
    return {
      title: t(`village_decisions.part.${part}`),
      rows: [
        { label: t('village_decisions.posted_on'), value: day(posting?.on) },
        ...(part === 'resolution' ? [{ label: t('village_decisions.shown_until'), value: lastDay }] : []),
        { label: t('village_decisions.places'), value: posting?.places.join('、') ?? '' },
        { label: t('village_decisions.col_code'), value: one?.code ?? '' },
        {
          label: t('village_decisions.disclosures'),
          value: objections ? t('village_decisions.objections', objections) : '',
        },
      ],
    };
  };
  return [
    {
      title: t('village_decisions.facts'),
      rows: [
        { label: t('village_decisions.col_code'), value: of.code },
        { label: t('village_decisions.col_village'), value: of.village.name },
        { label: t('village_decisions.col_title'), value: of.title },
        { label: t('village_decisions.col_matter'), value: words(matterWord(of.matter)) },
        { label: t('village_decisions.q_source'), value: words(`village_decisions.source.${of.source}`) },
        { label: t('village_decisions.proposers'), value: of.proposers.join('、') },
        { label: t('village_decisions.moved_on'), value: day(of.movedOn) },
        {
          label: t('village_decisions.consultation'),
          value: of.consultation ? `${day(of.consultation.on)} ${of.consultation.text}` : '',
        },
        { label: t('village_decisions.plan'), value: of.texts.at(-1)?.text ?? '' },
      ],
    },
    ...meetings,
    published('resolution'),
    {
      title: t('village_decisions.works'),
      rows:
        of.works.length === 0
          ? [{ label: t('village_decisions.work_what'), value: '' }]
          : of.works.flatMap((work) => [
              { label: t('village_decisions.work_what'), value: work.what },
              { label: `${work.what}·${t('village_decisions.work_responsible')}`, value: work.responsible },
              {
                label: `${work.what}·${t('village_decisions.work_contractor')}`,
                value: work.contractor ?? '',
              },
              {
                label: `${work.what}·${t('village_decisions.work_from')}`,
                value: `${day(work.fromOn)}—${day(work.doneOn ?? work.toOn)}`,
              },
              { label: `${work.what}·${t('village_decisions.work_planned')}`, value: yuan(work.plannedFen) },
              { label: `${work.what}·${t('village_decisions.work_paid')}`, value: yuan(work.paidFen) },
            ]),
    },
    published('result'),
    {
      title: t('village_decisions.supervision'),
      rows: [
        ...of.opinions.map((one) => ({
          label: t('village_decisions.opinion_at', { state: words(stateWord(one.state)) }),
          value: `${day(one.on)} ${one.by}：${one.text}`,
        })),
        { label: t('village_decisions.supervision'), value: of.supervision?.text ?? '' },
        { label: t('village_decisions.supervised_on'), value: day(of.supervision?.on) },
        { label: t('village_decisions.archive_no'), value: of.archiveNo ?? '' },
      ],
    },
    // A matter without files is complete: they are never required.
    ...(of.evidence.length === 0
      ? []
      : [
          {
            title: t('village_decisions.evidence'),
            rows: of.evidence.map((file) => ({
              label: t(`village_decisions.evidence_step.${file.step}`),
              value: `${file.name}（${t(`village_decisions.evidence_kind.${file.kind}`)}）`,
            })),
          },
        ]),
  ];
}

function useMeetingRows(): (meeting: MeetingView | undefined) => Row[] {
  const { t, i18n } = useTranslation();
  const day = (iso: string | null | undefined) => (iso ? dayShort(iso, i18n.language) : '');
  return (meeting) => {
    const { eligible, present, yes, no, abstain } = meeting ?? {};
    const share = eligible && present ? `${Math.round((present / eligible) * 1000) / 10}%` : '';
    return [
      { label: t('village_decisions.held_on'), value: day(meeting?.heldOn) },
      { label: t('village_decisions.place'), value: meeting?.place ?? '' },
      ...(meeting?.step === 'review' || meeting?.step === 'resolution'
        ? [{ label: t('village_decisions.notice_date'), value: day(meeting.noticedOn) }]
        : []),
      { label: t('village_decisions.ratio'), value: share && `${eligible}／${present}／${share}` },
      {
        label: t('village_decisions.tally'),
        value: typeof yes === 'number' ? `${yes}／${no ?? 0}／${abstain ?? 0}` : '',
      },
      ...(meeting?.step === 'resolution'
        ? [{ label: t('village_decisions.decision'), value: meeting.decision ?? '' }]
        : []),
      {
        label: `${t('village_decisions.chair')}／${t('village_decisions.recorder')}`,
        value: [meeting?.chair, meeting?.recorder].filter(Boolean).join('／'),
      },
      { label: t('village_decisions.town_attendee'), value: meeting?.townAttendee ?? '' },
    ];
  };
}
