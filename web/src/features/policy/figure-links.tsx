/** Figures in one line, each a link to its rows. */
import { useTranslation } from 'react-i18next';
import { AppLink } from '../../ui/app-link.tsx';
import { addressOf, wordOf } from './words.ts';

export type FigureValue = { institution: string; key: string; unit: string; value: number };

export function figureAddress(
  figure: { key: string },
  place: { village: string | undefined; asOf: string | undefined },
): string {
  // A key has dots; as the last part of a path it would look like a file.
  return addressOf('/figures', { key: figure.key, org: place.village, asOf: place.asOf });
}

export function FigureLinks(props: {
  figures: FigureValue[];
  place: { village: string | undefined; asOf: string | undefined };
}) {
  const { t, i18n } = useTranslation();
  if (props.figures.length === 0) return null;
  return (
    <span className="figure-links">
      {props.figures.map((figure) => (
        <AppLink key={figure.key} to={figureAddress(figure, props.place)}>
          {wordOf(t, 'figure', figure.key)} <strong>{figure.value.toLocaleString(i18n.language)}</strong>{' '}
          {wordOf(t, 'unit', figure.unit)}
        </AppLink>
      ))}
    </span>
  );
}
