import { type Ref, useImperativeHandle, useMemo, useRef } from 'react';
import styles from './CodeEditor.module.css';
import type { ProblemTone } from './ProblemList';

/** As the style sheet has them, in pixels. */
const LINE = 20;
const PADDING = 10;

export interface CodeEditorHandle {
  focus(): void;
  /** Puts the cursor at the begin of a line, counted from 1, and shows it. */
  goTo(line: number): void;
}

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Lines that something is wrong with, counted from 1. */
  marks?: ReadonlyMap<number, ProblemTone>;
  placeholder?: string;
  ref?: Ref<CodeEditorHandle>;
}

/** A text with line numbers. Long lines are not broken, so that line n of the text is line n on the screen. */
export function CodeEditor({ label, value, onChange, marks, placeholder, ref }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const moving = useRef<HTMLDivElement>(null);
  const count = useMemo(() => value.split('\n').length, [value]);
  const numbers = useMemo(() => Array.from({ length: count }, (_, index) => index + 1).join('\n'), [count]);

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    goTo(line: number) {
      const element = area.current;
      if (element === null) return;
      const lines = element.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
      element.focus();
      element.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
      element.scrollTop = Math.max(0, (line - 1) * LINE - element.clientHeight / 2);
    },
  }));

  const follow = () => {
    if (moving.current !== null) moving.current.style.transform = `translateY(${-(area.current?.scrollTop ?? 0)}px)`;
  };
  return (
    <div className={styles.editor}>
      <div className={styles.behind} aria-hidden="true">
        <div ref={moving}>
          {[...(marks ?? [])].map(([line, tone]) => (
            <i key={line} className={`${styles.mark} ${styles[tone]}`} style={{ top: PADDING + (line - 1) * LINE }} />
          ))}
          <pre className={styles.numbers}>{numbers}</pre>
        </div>
      </div>
      <textarea
        ref={area}
        className={styles.text}
        aria-label={label}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        onChange={(event) => onChange(event.target.value)}
        onScroll={follow}
      />
    </div>
  );
}
