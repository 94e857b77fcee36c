/** The pail. Decorative: the name stands beside it or on the link around it. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <path
        d="M8 11.5a8 8 0 0 1 16 0"
        fill="none"
        stroke="var(--pail-accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path d="M5.5 12h21l-2.6 14.2A3 3 0 0 1 21 28.6H11a3 3 0 0 1-2.9-2.4Z" fill="var(--pail-accent)" />
      <path d="M6.4 17h19.2" stroke="#fff" strokeOpacity=".55" strokeWidth="2" />
    </svg>
  );
}
