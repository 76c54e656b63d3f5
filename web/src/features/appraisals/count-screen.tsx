/** A teller's own screen: the papers, and five numbers for each member; nobody else's figures. */
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf, ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import { marks } from '../../../../src/modules/appraisals/choices.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { mayDo, useSession } from '../../lib/session.ts';
import { roundReads } from './words.tsx';

type Count = ReplyOf<typeof appraisalsApi.getCount>;
const nothing = { excellent: 0, qualified: 0, basic: 0, unqualified: 0, unmarked: 0 };
type Tally = InputOf<typeof appraisalsApi.handInSheet>['tally'];

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const id = usePathParam('id');
  const count = useEndpoint(appraisalsApi.getCount, { id });
  return (
    <Page title={t('appraisals.count_title')} lead={t('appraisals.count_lead')} width="text">
      <Loaded query={count}>
        {(data) => (
          <Section title={t('appraisals.round_title', { org: data.orgName, year: data.year })}>
            <Differences count={data} />
            {data.own ? (
              <p>{t('appraisals.count_wait')}</p>
            ) : data.because.length > 0 ? (
              <Reasons reasons={data.because} />
            ) : (
              <SheetForm key={data.round} count={data} />
            )}
            {mayDo(session, 'appraisals.read') && (
              <LinkButton to={`/appraisals/${data.id}`} label={t('appraisals.title')} icon="back" />
            )}
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

function Differences({ count }: { count: Count }) {
  const { t } = useTranslation();
  if (count.differences.length === 0) return null;
  return (
    <>
      <p>{t('appraisals.count_differ')}</p>
      <ul>
        {count.differences.map(({ of, name }) => (
          <li key={`${name} ${of}`}>
            {name === null
              ? t(`appraisals.${of as 'issued'}`)
              : t('appraisals.count_of', { name, what: t(`appraisals.grade.${of as 'excellent'}`) })}
          </li>
        ))}
      </ul>
    </>
  );
}

function SheetForm({ count }: { count: Count }) {
  const { t } = useTranslation();
  const act = useAct(appraisalsApi.handInSheet, { invalidates: roundReads });
  return (
    <ActForm<typeof appraisalsApi.handInSheet, Tally>
      act={act}
      draft={`appraisal-sheet:${count.id}:${count.round}`}
      initial={{
        invalid: 0,
        lines: count.members.map(({ id }) => ({ ...nothing, id })),
      }}
      toInput={({ issued, returned, invalid, lines }: Tally) => ({
        id: count.id,
        round: count.round,
        tally: {
          issued,
          returned,
          invalid,
          lines: count.members.map((member, i) => ({
            ...(lines[i] ?? nothing),
            id: member.id,
          })),
        },
      })}
      submitLabel={t('appraisals.count_submit')}
      onDone={() => say(t('appraisals.count_done'))}
    >
      {(['issued', 'returned', 'invalid'] as const).map((field) => (
        <Field key={field} name={field} label={t(`appraisals.${field}`)}>
          <Whole />
        </Field>
      ))}
      <p>{t('appraisals.each_line')}</p>
      {count.members.map((member, i) => (
        <fieldset className="appraisal-line" key={member.id}>
          <legend>
            <PersonName name={member.name} />
          </legend>
          <div className="appraisal-numbers">
            {marks.map((mark) => (
              <Field key={mark} name={['lines', i, mark]} label={t(`appraisals.short.${mark}`)}>
                <Whole />
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
    </ActForm>
  );
}

/** A whole number of papers; the field's value and setter come from the form. */
function Whole(field: { id?: string; value?: number; onChange?: (value: number | null) => void }) {
  return <InputNumber {...field} min={0} precision={0} inputMode="numeric" controls={false} />;
}
