/** Who answers for an institution: by level, the assigned before those by office; long lists end in a count. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { levels } from '../../../../src/modules/policy/choices.ts';
import { AppLink } from '../../ui/app-link.tsx';

export type Responsible = ReplyOf<typeof boardApi.getInstitution>['responsible'][number];

const namesShown = 2;

/** In one line, for rows of the board; the rest stands on the institution's page. */
export function ResponsibleLine({ people, to }: { people: Responsible[]; to: string }) {
  const { t } = useTranslation();
  if (people.length === 0) return <span className="quiet">{t('board.nobody')}</span>;
  return (
    <span className="responsible-line">
      {levels.flatMap((level) => {
        const own = people.filter((one) => one.level === level);
        if (own.length === 0) return [];
        const names = own
          .slice(0, namesShown)
          .map((one) => one.name)
          .join('、');
        return [
          <span key={level}>
            <small>{t(`board.level.${level}`)}</small> <span className="person-name">{names}</span>
            {own.length > namesShown && (
              <AppLink to={to}>{t('board.people_more', { count: own.length })}</AppLink>
            )}
          </span>,
        ];
      })}
    </span>
  );
}
