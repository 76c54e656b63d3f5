/** Line icons on a 24 × 24 grid; always beside words, never instead of them, so hidden from screen readers. */
const paths = {
  archive: 'M4 4h16v5H4zM6 9v11h12V9M10 13h4',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  board: 'M4 4h16v16H4zM4 10h16M10 10v10',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  chart: 'M4 4v16h16M9 16v-5M13 16V7M17 16v-7',
  check: 'M5 13l4 4L19 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l4 2',
  close: 'M6 6l12 12M18 6L6 18',
  document: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h7',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  forward: 'M9 5l7 7-7 7',
  home: 'M4 11l8-7 8 7v9h-6v-6h-4v6H4z',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.5v.5',
  key: 'M8 17a4 4 0 1 1 3.5-6H21v4h-2v-2h-2v2h-5.5A4 4 0 0 1 8 17zM8 13h.1',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  lock: 'M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3',
  meeting: 'M4 19v-3h16v3M6 16V9h12v7M9 9V5h6v4',
  member: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  members:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2 20c0-4 3-6 7-6s7 2 7 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c3 .8 4 3 4 5.5',
  money: 'M4 6h16v12H4zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM7 9v.1M17 15v.1',
  more: 'M4 5h6v6H4zM14 5h6v6h-6zM4 15h6v6H4zM14 15h6v6h-6z',
  offline: 'M3 9a13 13 0 0 1 18 0M7 13a8 8 0 0 1 10 0M12 18v.1M4 3l16 18',
  organization: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  plus: 'M12 5v14M5 12h14',
  publish: 'M4 10v5h4l8 4V6l-8 4zM19 9c1.5 2 1.5 5 0 7',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h16',
  stop: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12',
  text: 'M3 19l5-14 5 14M5 14h6M15 19l3-8 3 8M16 17h4',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  vote: 'M4 12h16v8H4zM8 12V4h8v8M10 8l1.5 1.5L14 7',
  waiting: 'M7 3h10M7 21h10M8 3c0 5 8 5 8 9s-8 4-8 9M16 3c0 5-8 5-8 9s8 4 8 9',
  warning: 'M12 4l9 16H3zM12 10v5M12 17.5v.1',
  work: 'M4 8h16v12H4zM9 8V5h6v3M4 13h16',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = '1.25em' }: { name: IconName; size?: string }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
