/** One notice on the board, with its annexes. */
import { useTranslation } from 'react-i18next';
import { noticeBoardApi } from '../../../../src/modules/openness/board-api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { usePathParam } from '../../lib/address.ts';
import { download } from '../../lib/client.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { FileLink, sizeOf } from '../../ui/record-files.tsx';
import { ContentBlocks } from '../openness/content-blocks.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const notice = useEndpoint(noticeBoardApi.getBoardNotice, { id });
  return (
    <Page
      title={notice.data?.title ?? t('openness.board')}
      crumbs={[{ label: t('openness.board'), to: '/notice-board' }]}
      width="text"
    >
      <Loaded query={notice}>
        {(data) => (
          <>
            <Section>
              <Facts
                rows={[
                  { label: t('openness.column.org'), value: data.orgName },
                  {
                    label: t('openness.column.kind'),
                    value: t(`catalogue.${data.catalogueKey}` as MessageKey),
                  },
                  { label: t('openness.audience'), value: t(`openness.audience.${data.audience}`) },
                  { label: t('openness.column.published'), value: <Day date={data.shownFrom} /> },
                  {
                    label: t('openness.column.until'),
                    value: data.shownUntil ? <Day date={data.shownUntil} /> : t('public.until_ended'),
                  },
                ]}
              />
              <ContentBlocks content={data.content} />
              {data.audience !== 'society' && <p>{t('openness.board_inside')}</p>}
            </Section>
            {data.files.length > 0 && (
              <Section title={t('openness.annexes')}>
                <ul className="plain-list">
                  {data.files.map((file) => (
                    <li key={file.id}>
                      <FileLink
                        name={file.name}
                        onOpen={() => download(noticeBoardApi.getBoardFile, { id, fileId: file.id })}
                      >
                        <small>{sizeOf(file.bytes)}</small>
                      </FileLink>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {data.publicPath && (
              <p>
                <a href={data.publicPath} target="_blank" rel="noreferrer">
                  {t('openness.board_object')}
                </a>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
