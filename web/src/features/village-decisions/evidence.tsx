/** Files that prove the steps of a matter; each opens, none is required. */
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi as api } from '../../../../src/modules/village-decisions/api.ts';
import { evidenceKinds, evidenceSteps } from '../../../../src/modules/village-decisions/choices.ts';
import { download } from '../../lib/client.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { FileLink, RemoveFile } from '../../ui/record-files.tsx';
import { say } from '../../ui/toast.tsx';
import type { CaseView } from './words.ts';

type Step = (typeof evidenceSteps)[number];
type Kind = (typeof evidenceKinds)[number];

const types = ['.pdf', '.docx', '.xlsx', '.txt', '.jpg', '.jpeg', '.png'];

/** The step to which a file most likely belongs, by where the case stands. */
const stepAt: Partial<Record<CaseView['state'], Step>> = {
  proposed: 'deliberation',
  deliberated: 'review',
  reviewed: 'resolution',
  resolved: 'publication',
  published: 'publication',
  implementing: 'implementation',
  implemented: 'result',
  result_published: 'result',
};

export function Evidence({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const isOpen = of.may.record && of.state !== 'archived' && of.state !== 'withdrawn';
  const steps = evidenceSteps.filter((step) => of.evidence.some((file) => file.step === step));
  return (
    <>
      <p>{t('village_decisions.evidence_help')}</p>
      {steps.length === 0 && <p>{t('village_decisions.evidence_none')}</p>}
      {steps.map((step) => (
        <section key={step}>
          <h3>{t(`village_decisions.evidence_step.${step}`)}</h3>
          <ul className="plain-list">
            {of.evidence
              .filter((file) => file.step === step)
              .map((file) => (
                <li key={file.fileId}>
                  <FileLink
                    name={file.name}
                    onOpen={() => download(api.getEvidence, { id: of.id, fileId: file.fileId })}
                  >
                    <small>
                      {t(`village_decisions.evidence_kind.${file.kind}`)} · {file.by}
                    </small>
                  </FileLink>
                  {isOpen && (
                    <RemoveFile
                      endpoint={api.removeEvidence}
                      invalidates={[api.getCase]}
                      target={{ id: of.id, fileId: file.fileId }}
                      name={file.name}
                    />
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {isOpen && <Add of={of} />}
    </>
  );
}

function Add({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>(stepAt[of.state] ?? 'motion');
  const [kind, setKind] = useState<Kind>('photo');
  const add = useAct(api.addEvidence, {
    invalidates: [api.getCase],
    onDone: () => say(t('ui.file_added')),
  });
  return (
    <details className="step-form">
      <summary>{t('village_decisions.evidence_add')}</summary>
      <div className="evidence-choice">
        <label htmlFor="evidence-step">{t('village_decisions.evidence_step')}</label>
        <Select
          id="evidence-step"
          value={step}
          onChange={setStep}
          options={evidenceSteps.map((value) => ({
            value,
            label: t(`village_decisions.evidence_step.${value}`),
          }))}
        />
        <label htmlFor="evidence-kind">{t('village_decisions.evidence_kind')}</label>
        <Select
          id="evidence-kind"
          value={kind}
          onChange={setKind}
          options={evidenceKinds.map((value) => ({
            value,
            label: t(`village_decisions.evidence_kind.${value}`),
          }))}
        />
      </div>
      <FileDrop
        label={t('village_decisions.evidence_add')}
        types={types}
        limitMiB={20}
        camera
        busy={add.isPending}
        problem={add.error}
        onFile={(file, onProgress) => add.mutate({ input: { id: of.id, step, kind }, file, onProgress })}
      />
    </details>
  );
}
