/** The page of one notice: what, by whom, until when, what it corrects, how to object, how to check it later. */
import { html } from 'hono/html';
import { checkpointText } from '../kernel/merkle.ts';
import { contentHtml } from './blocks.ts';
import { dayText, facts, page, plainDay, to, type Html, type Reader } from './page.ts';
import type { AnsweredObjection, Notice, PastNotice, Place, PublicLeaf } from './reading.ts';

/** What was typed and did not go through. */
export type ObjectionDraft = { text: string; contact: string; faults: { field: string; message: string }[] };

export function noticePage(
  reader: Reader,
  notice: Notice,
  read: { place: Place | undefined; leaf: PublicLeaf | undefined; answerDays: number },
  draft?: ObjectionDraft,
): Html {
  const { t } = reader;
  const faulty = (draft?.faults.length ?? 0) > 0;
  return page(
    reader,
    {
      title: faulty ? t('public.error_title', { title: notice.title }) : notice.title,
      section: 'notices',
      hidden: faulty,
    },
    html`<article>
        <h1>${notice.title}</h1>
        ${facts([
          [t('public.published_by'), read.place?.name ?? ''],
          [t('public.published_on'), dayText(reader, notice.shownFrom)],
          [
            t('public.shown_until'),
            notice.shownUntil ? dayText(reader, notice.shownUntil) : t('public.until_ended'),
          ],
          [t('public.code'), html`<span class="code">${notice.code}</span>`],
          notice.correctsCode === null
            ? undefined
            : [
                t('public.corrects'),
                t('public.corrects_which', {
                  code: notice.correctsCode,
                  reason: notice.correctionReason ?? '',
                }),
              ],
        ])}
        ${contentHtml(reader, notice.content)} ${annexes(reader, notice)}
      </article>
      ${evidence(reader, notice.code, read.leaf)}
      <section aria-labelledby="objections">
        <h2 id="objections">${t('public.objections')}</h2>
        <p>${t('public.objections_count', { n: notice.objections, answered: notice.objectionsAnswered })}</p>
        ${objectionForm(reader, notice, read.answerDays, draft)}
      </section>`,
  );
}

function annexes(reader: Reader, { code, files }: Notice): Html | string {
  if (files.length === 0) return '';
  return html`<h2>${reader.t('public.annexes')}</h2>
    <ul class="list">
      ${files.map(
        (file) =>
          html`<li>
            <a href="/notices/${code}/files/${file.id}">${file.name}</a>
            <span class="meta">${reader.t(`public.file.${kindOf(file.type)}`)} · ${sizeOf(file.bytes)}</span>
          </li>`,
      )}
    </ul>`;
}

function kindOf(type: string): string {
  if (type.startsWith('image/')) return 'picture';
  if (type === 'application/pdf') return 'pdf';
  if (type === 'text/plain') return 'text';
  return type.includes('spreadsheet') ? 'sheet' : 'document';
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function evidence(reader: Reader, code: string, leaf: PublicLeaf | undefined): Html | string {
  const { t } = reader;
  if (!leaf) return '';
  const checkpoint = checkpointText({
    origin: originName(reader),
    size: leaf.index + 1,
    root: Buffer.from(leaf.root, 'hex'),
  });
  return html`<section aria-labelledby="evidence">
    <h2 id="evidence">${t('public.verify')}</h2>
    <p>${t('public.verify_how')}</p>
    <p>${t('public.checkpoint')}（${t('public.leaf_no', { n: leaf.index + 1 })}）</p>
    <pre>${checkpoint}</pre>
    <p class="noprint">
      <a href="/notices/${code}/proof.json">${t('public.proof')}</a> ·
      <a href="${to(reader, '/log')}">${t('public.how_to_verify')}</a>
    </p>
    <p><img class="qr" src="/notices/${code}/qr.svg" alt="${t('public.qr')}" width="162" height="162" /></p>
  </section>`;
}

/** Whose log it is: the host, as every checkpoint says it. */
export function originName({ origin }: Pick<Reader, 'origin'>): string {
  return new URL(origin).host;
}

function objectionForm(reader: Reader, notice: Notice, answerDays: number, draft?: ObjectionDraft): Html {
  const { t } = reader;
  const faultOf = (field: string): string | undefined =>
    draft?.faults.find((fault) => fault.field === field)?.message;
  const marked = (field: string): Html | string =>
    faultOf(field) === undefined ? '' : html` aria-invalid="true" aria-describedby="${field}-fault"`;
  const fault = (field: string): Html | string =>
    faultOf(field) === undefined ? '' : html`<p class="fault" id="${field}-fault">${faultOf(field)}</p>`;
  return html`<form
    class="noprint"
    method="post"
    action="${to(reader, `/notices/${notice.code}/objections`)}#object"
  >
    <h3 id="object">${t('public.object')}</h3>
    ${
      draft && draft.faults.length > 0
        ? html`<div class="note alert" role="alert">
            <p>${t('public.error_summary')}</p>
            <ul>
              ${draft.faults.map((one) => html`<li><a href="#${one.field}">${one.message}</a></li>`)}
            </ul>
          </div>`
        : ''
    }
    <p class="hint">${t('public.object_hint')} ${t('public.object_days', { days: answerDays })}</p>
    <label for="text">${t('public.object_text')}</label>
    ${fault('text')}
    <textarea id="text" name="text" rows="5" maxlength="2000" required${marked('text')}>
${draft?.text ?? ''}</textarea>
    <label for="contact">${t('public.object_contact')}</label>
    ${fault('contact')}
    <input
      id="contact"
      name="contact"
      maxlength="100"
      autocomplete="off"
      value="${draft?.contact ?? ''}"
      ${marked('contact')}
    />
    <button>${t('public.object_send')}</button>
  </form>`;
}

export function pastNoticePage(reader: Reader, past: PastNotice, place: Place | undefined): Html {
  const { t } = reader;
  const isCorrected = past.correctedBy !== null;
  const title = t(isCorrected ? 'public.corrected' : 'public.ended');
  return page(
    reader,
    { title, hidden: true },
    html`<h1>${title}</h1>
      <p>
        ${t(isCorrected ? 'public.corrected_text' : 'public.ended_text')}
        ${past.correctedBy === null ? '' : html`<a class="code" href="${to(reader, `/notices/${past.correctedBy}`)}">${past.correctedBy}</a>（${past.correctionReason ?? ''}）`}
      </p>
      ${facts([
        [t('public.published_by'), place?.name ?? ''],
        [t('public.published_on'), dayText(reader, past.shownFrom)],
        [t('public.ended_on'), dayText(reader, past.endedOn)],
        [t('public.code'), html`<span class="code">${past.code}</span>`],
      ])}
      <p><a href="/notices/${past.code}/proof.json">${t('public.proof')}</a></p>`,
  );
}

export function objectionReceivedPage(
  reader: Reader,
  receipt: { code: string; answerDueOn: Temporal.PlainDate; notice: string },
): Html {
  const { t } = reader;
  return page(
    reader,
    { title: t('public.object_done'), hidden: true },
    html`<h1>${t('public.object_done')}</h1>
      <div class="note">
        <p>${t('public.object_keep')}</p>
        <p class="big code">${grouped(receipt.code)}</p>
        <p>${t('public.object_answer_by', { day: plainDay(reader, receipt.answerDueOn) })}</p>
      </div>
      <p>
        <a href="${to(reader, '/objections')}">${t('public.answers')}</a> ·
        <a href="${to(reader, `/notices/${receipt.notice}`)}"
          >${t('public.about_notice')} ${receipt.notice}</a
        >
      </p>`,
  );
}

function grouped(code: string): string {
  return code.match(/.{1,4}/gu)?.join(' ') ?? code;
}

export function answersPage(
  reader: Reader,
  asked?: { code: string; fault?: string; found?: AnsweredObjection },
): Html {
  const { t } = reader;
  const fault = asked?.fault;
  const title = t('public.answers');
  return page(
    reader,
    {
      title: fault ? t('public.error_title', { title }) : title,
      section: 'answers',
      hidden: asked !== undefined,
    },
    html`<h1>${title}</h1>
      <form method="post" action="${to(reader, '/objections')}">
        <label for="code">${t('public.answers_code')}</label>
        ${fault ? html`<p class="fault" id="code-fault" role="alert">${fault}</p>` : ''}
        <input
          id="code"
          name="code"
          required
          maxlength="30"
          autocomplete="off"
          autocapitalize="characters"
          value="${asked?.code ?? ''}"
          ${fault ? html` aria-invalid="true" aria-describedby="code-fault"` : ''}
        />
        <button>${t('public.answers_look')}</button>
      </form>
      ${asked?.found ? answerHtml(reader, asked.found) : ''}`,
  );
}

function answerHtml(reader: Reader, found: AnsweredObjection): Html {
  const { t } = reader;
  const due = plainDay(reader, found.answerDueOn);
  const isLate = Temporal.PlainDate.compare(reader.today, found.answerDueOn) > 0;
  return html`<section aria-live="polite">
    ${facts([
      [
        t('public.about_notice'),
        html`<a class="code" href="${to(reader, `/notices/${found.publicationCode}`)}"
          >${found.publicationCode}</a
        >`,
      ],
      [t('public.received_on'), dayText(reader, found.receivedOn)],
    ])}
    ${
      found.answeredOn && found.answer !== null
        ? html`<div class="note">
            <p>
              <strong>${t('public.answers_given', { day: plainDay(reader, found.answeredOn) })}</strong
              >：${t(found.upheld ? 'public.upheld' : 'public.not_upheld')}
            </p>
            ${found.answer.split(/\n+/u).map((line) => html`<p>${line}</p>`)}
          </div>`
        : html`<div class="note${isLate ? ' alert' : ''}">
            <p>${t(isLate ? 'public.answers_late' : 'public.answers_waiting', { day: due })}</p>
          </div>`
    }
  </section>`;
}
