/** The duties behind a number of the board. */
import { useTranslation } from 'react-i18next';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { dutyStates, rowsOnPage } from '../../../../src/modules/policy/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DutyRows } from './duty-rows.tsx';
import { addressOf } from './words.ts';
import './policy.css';

export function Screen() {
  const { t } = useTranslation();
  const [{ village, asOf, institution, article, state, page = '1' }, change] = useSearchText();
  const asked = dutyStates.find((one) => one === state);
  const duties = useEndpoint(
    boardApi.listDuties,
    {
      ...(village && { village }),
      ...(asOf && { asOf }),
      ...(institution && { institution }),
      ...(article && { article }),
      ...(asked && { state: asked }),
      page,
    },
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('board.duties_page')}
      crumbs={[{ label: t('board.title'), to: addressOf('/board', { village, asOf }) }]}
    >
      <div className="board-filters">
        <label>
          <span>{t('board.filter_state')}</span>
          <select value={asked ?? ''} onChange={(event) => change({ state: event.target.value, page: '' })}>
            <option value="">{t('ui.all')}</option>
            {dutyStates.map((one) => (
              <option key={one} value={one}>
                {t(`duty.state.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Loaded query={duties} lines={10}>
        {(data) =>
          data.total === 0 ? (
            <Empty icon="search" title={t('board.duties_empty')} />
          ) : (
            <>
              <output>{t('ui.rows_total', { total: data.total })}</output>
              <DutyRows rows={data.rows} asOf={data.asOf} label={t('board.duties_page')} />
              <Pager
                page={Number(page)}
                pages={Math.ceil(data.total / rowsOnPage)}
                onTurn={(next) => change({ page: String(next) })}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
