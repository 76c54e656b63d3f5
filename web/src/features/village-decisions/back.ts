/** Where a form of a case leads when it is done. */
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { say } from '../../ui/toast.tsx';

/** After success: back to the case. */
export function useBack(id: string): () => Promise<void> {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return async () => {
    say(t('village_decisions.saved'));
    await navigate({ to: `/village-decisions/${id}` as never }); // routes come from a table
  };
}
