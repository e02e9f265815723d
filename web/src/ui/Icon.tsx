const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  chevron: 'M6 3.5L10.5 8 6 12.5',
  close: 'M4 4l8 8M12 4l-8 8',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  minus: 'M3.5 8h9',
  rowsLow: 'M2.5 3.5h11M2.5 6.5h11M2.5 9.5h11M2.5 12.5h11',
  rowsHigh: 'M2.5 5h11M2.5 11h11',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  down: 'M8 3v10M4 9l4 4 4-4',
  download: 'M8 2.5v7.5M4.8 7L8 10.2 11.2 7M2.8 13.2h10.4',
  edit: 'M10.6 3.2l2.2 2.2L5.6 12.6l-2.9.7.7-2.9z',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  plus: 'M8 3.5v9M3.5 8h9',
  up: 'M8 13V3M4 7l4-4 4 4',
  keyboard: 'M1.8 4.2h12.4v7.6H1.8zM4.2 6.8h.01M6.7 6.8h.01M9.3 6.8h.01M11.8 6.8h.01M5.2 9.4h5.6',
  moon: 'M13 9.6A5.5 5.5 0 1 1 6.4 3 4.4 4.4 0 0 0 13 9.6z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M3.5 12.5l.8-.8M11.7 4.3l.8-.8',
  system: 'M2.5 3h11v7.5h-11zM6 13.3h4M8 10.5v2.8',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  compare: 'M2.5 12.5l3.5-5 3 2.5 4.5-7M2.5 6l3 3 3.5-5 4.5 6',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  resume: 'M5 3.5v9l7-4.5z',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3 3',
  stop: 'M4.5 4.5h7v7h-7z',
  trash: 'M3 4.5h10M6.2 4.5V3h3.6v1.5M4.5 4.5l.6 8.7h5.8l.6-8.7',
  warning: 'M8 2.5l6 10.8H2zM8 6.8v3M8 11.4v.1',
} as const;

export type IconName = keyof typeof PATHS;

const STAR = 'M8 1.8l1.9 4 4.3.6-3.1 3 .7 4.4L8 11.7l-3.8 2.1.7-4.4-3.1-3 4.3-.6z';

/** A small line icon in the colour of the text around it; decoration only, so name the control it stands in. */
export function Icon({ name, size = 14 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Marks the best trial. */
export function Star({ size = 12 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="var(--best-fill)" role="img" aria-label="best">
      <path d={STAR} />
    </svg>
  );
}
