/** What the alliance builds, with its money by source and use as a statement. */
import { Input, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import { directions, type Direction } from '../../../../src/modules/joint-building/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { fenOf, useMoney } from '../dues/words.ts';
import { projectTone, reads, type AllianceView, type Project } from './words.ts';

export function Projects({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('joint_building.projects')}>
      {of.projects.length === 0 && <p>{t('joint_building.no_projects')}</p>}
      {of.projects.map((project) => (
        <OneProject key={project.id} of={of} project={project} />
      ))}
      {of.may.keep && of.state === 'running' && <AddProject of={of} />}
    </Section>
  );
}

function OneProject({ of, project }: { of: AllianceView; project: Project }) {
  const { t } = useTranslation();
  const money = useMoney();
  const isOpen = of.may.keep && project.state === 'under_way';
  return (
    <article>
      <h3>{project.title}</h3>
      <p>
        <StateTag
          tone={projectTone[project.state]}
          label={t(`joint_building.project_state.${project.state}`)}
        />{' '}
        {project.outcome}
      </p>
      <p>
        {t('joint_building.money_sum', {
          source: money(project.sourceFen),
          use: money(project.useFen),
          left: money(project.sourceFen - project.useFen),
        })}
      </p>
      {project.money.length > 0 && (
        <ul className="plain-list">
          {project.money.map((one) => (
            <li key={one.id}>
              {t(`joint_building.direction.${one.direction}`)} · {one.what} · {money(one.amountFen)}{' '}
              <small>{one.on}</small>
            </li>
          ))}
        </ul>
      )}
      {isOpen && <AddMoney of={of} project={project} />}
      {isOpen && <SettleProject of={of} project={project} />}
    </article>
  );
}

function AddProject({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  const act = useAct(api.addProject, { invalidates: reads });
  return (
    <details>
      <summary>{t('joint_building.add_project')}</summary>
      <ActForm<typeof api.addProject, { title: string; on: string }>
        name="project"
        act={act}
        draft={`joint-building.project.${of.id}`}
        initial={{ on: of.today }}
        toInput={(values) => ({ id: of.id, ...values })}
        submitLabel={t('joint_building.add_project')}
        clearOnDone
        onDone={() => say(t('joint_building.project_added'))}
      >
        <Field name="title" label={t('joint_building.project')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('joint_building.on')}>
          <Input type="date" max={of.today} min={of.runsFrom ?? of.since} />
        </Field>
      </ActForm>
    </details>
  );
}

/** `amountFen` is in yuan as typed; the server's name, so that its faults find the field. */
type MoneyValues = { direction: Direction; what: string; amountFen: number; on: string };

function AddMoney({ of, project }: { of: AllianceView; project: Project }) {
  const { t } = useTranslation();
  const act = useAct(api.addMoney, { invalidates: reads });
  return (
    <details>
      <summary>{t('joint_building.add_money')}</summary>
      <ActForm<typeof api.addMoney, MoneyValues>
        name={`money-${project.id}`}
        act={act}
        draft={`joint-building.money.${project.id}`}
        initial={{ on: of.today, direction: 'source' }}
        toInput={({ amountFen: yuan, ...values }) => ({
          id: of.id,
          projectId: project.id,
          ...values,
          amountFen: fenOf(yuan),
        })}
        submitLabel={t('joint_building.add_money')}
        clearOnDone
        onDone={() => say(t('joint_building.money_added'))}
      >
        <Field name="direction" label={t('joint_building.direction')}>
          <Radio.Group
            options={directions.map((value) => ({ value, label: t(`joint_building.direction.${value}`) }))}
          />
        </Field>
        <Field name="what" label={t('joint_building.what')}>
          <Input maxLength={60} />
        </Field>
        <Field name="amountFen" label={t('joint_building.amount')}>
          <InputNumber min={0.01} precision={2} inputMode="decimal" />
        </Field>
        <Field name="on" label={t('joint_building.on')}>
          <Input type="date" max={of.today} min={project.beganOn} />
        </Field>
      </ActForm>
    </details>
  );
}

type Outcome = { state: 'done' | 'not_done'; outcome: string; on: string };

function SettleProject({ of, project }: { of: AllianceView; project: Project }) {
  const { t } = useTranslation();
  const act = useAct(api.settleProject, { invalidates: reads });
  return (
    <details>
      <summary>{t('joint_building.settle_project')}</summary>
      <ActForm<typeof api.settleProject, Outcome>
        name={`outcome-${project.id}`}
        act={act}
        draft={`joint-building.outcome.${project.id}`}
        initial={{ on: of.today, state: 'done' }}
        toInput={(values) => ({ id: of.id, projectId: project.id, ...values })}
        submitLabel={t('joint_building.settle_project')}
        onDone={() => say(t('joint_building.project_settled'))}
      >
        <Field name="state" label={t('joint_building.built_or_not')}>
          <Radio.Group
            options={(['done', 'not_done'] as const).map((value) => ({
              value,
              label: t(`joint_building.project_state.${value}`),
            }))}
          />
        </Field>
        <Field name="outcome" label={t('joint_building.outcome')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('joint_building.on')}>
          <Input type="date" max={of.today} min={project.beganOn} />
        </Field>
      </ActForm>
    </details>
  );
}
