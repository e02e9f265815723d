import { Icon } from './Icon';
import styles from './ProblemList.module.css';

export type ProblemTone = 'error' | 'warning';

export interface Problem {
  tone: ProblemTone;
  /** What it is about, for example `tuner.name`. */
  path?: string | undefined;
  /** In a text, counted from 1. */
  line?: number | undefined;
  message: string;
}

/** All that is wrong with something, each with its place. */
export function ProblemList({ problems, onLine }: { problems: readonly Problem[]; onLine?: (line: number) => void }) {
  return (
    <ul className={styles.list}>
      {problems.map(({ tone, path, line, message }, index) => (
        <li key={index} className={styles[tone]}>
          <Icon name="warning" size={13} />
          <span>
            {line !== undefined && onLine !== undefined && (
              <button type="button" className={styles.line} onClick={() => onLine(line)}>
                line {line}
              </button>
            )}
            {path !== undefined && path !== '' && <code>{path}</code>}
            {tone === 'warning' && <span className="visually-hidden">warning: </span>}
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The lines of problems; an error counts more than a warning. */
export function marksOf(problems: readonly Problem[]): ReadonlyMap<number, ProblemTone> {
  const marks = new Map<number, ProblemTone>();
  for (const { line, tone } of problems) {
    if (line !== undefined && marks.get(line) !== 'error') marks.set(line, tone);
  }
  return marks;
}
