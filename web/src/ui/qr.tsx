/** A QR code that the server drew; shown as an image, so that nothing in it can run. */
export function Qr({ svg, label }: { svg: string; label: string }) {
  return (
    <img className="qr" alt={label} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} />
  );
}
