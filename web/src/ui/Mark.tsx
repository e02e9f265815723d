/** The mark: a log line that turns into a rising staircase. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d="M2.5 19.5h6.2" stroke="var(--mark-low)" />
      <path d="M8.7 19.5v-5h5.6V9h5.6V4.5" stroke="var(--mark-high)" />
    </svg>
  );
}
