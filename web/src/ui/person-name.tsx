/** A name: never broken across lines, never machine-translated. */
export function PersonName({ name }: { name: string }) {
  return (
    <span className="person-name" translate="no">
      {name}
    </span>
  );
}
