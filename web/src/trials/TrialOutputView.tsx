import { type KeyboardEvent, memo, type UIEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Trial } from '../api/types';
import { useQueryParameter } from '../app/router';
import { useServices } from '../app/services';
import { formatBytes } from '../format/bytes';
import { formatCount } from '../format/numbers';
import { useObservable } from '../state/observable';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { FollowedOutput } from './followed-output';
import { plainText, type Run, terminalLines } from './terminal-text';
import styles from './TrialOutputView.module.css';

const STREAMS = ['stdout', 'stderr'] as const;

interface Props {
  experiment: string;
  trial: Trial;
  /** The attempt to show; the newest if absent. */
  attempt: number | undefined;
  onAttempt: (attempt: number) => void;
}

/** What a trial printed, and goes on printing. */
export function TrialOutputView({ experiment, trial, attempt, onAttempt }: Props) {
  const [wanted, setWanted] = useQueryParameter('stream');
  const stream = STREAMS.find((each) => each === wanted) ?? 'stdout';
  const shown = attempt ?? trial.attempt;
  if (trial.attempt === 0) return <p className={styles.empty}>It has not begun, and printed nothing</p>;
  const live = shown === trial.attempt && trial.state === 'RUNNING';
  return (
    <Output
      key={`${trial.number} ${shown} ${stream}`}
      experiment={experiment}
      trial={trial.number}
      attempt={shown}
      attempts={trial.attempt}
      stream={stream}
      live={live}
      onStream={(next) => setWanted(next === 'stdout' ? undefined : next)}
      onAttempt={onAttempt}
    />
  );
}

interface OutputProps {
  experiment: string;
  trial: number;
  attempt: number;
  /** How many there are. */
  attempts: number;
  stream: 'stdout' | 'stderr';
  /** More may come. */
  live: boolean;
  onStream: (stream: string) => void;
  onAttempt: (attempt: number) => void;
}

function Output({ experiment, trial, attempt, attempts, stream, live, onStream, onAttempt }: OutputProps) {
  const { api } = useServices();
  const [output] = useState(
    () => new FollowedOutput((from) => api.output(experiment, trial, { stream, attempt, ...(from === undefined ? {} : { from }) })),
  );
  const { status, text, whole, path, size, message } = useObservable(output.snapshot);
  const [following, setFollowing] = useState(true);
  // When it has ended, what it printed at last is read once more.
  useEffect(() => {
    if (live && following) return output.follow();
    if (!live) void output.read();
  }, [output, live, following]);

  const lines = useMemo(() => terminalLines(text.replace(/\n$/, '')), [text]);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (following && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [following, lines]);
  const scrolled = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) => {
    const atEnd = scrollTop + clientHeight >= scrollHeight - 24;
    // Who scrolls up wants to read: nothing moves under the reader until the end is reached again.
    if (atEnd !== following) setFollowing(atEnd);
  };

  const search = useSearch(lines, (line) => {
    setFollowing(false);
    box.current?.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'center' });
  });
  return (
    <section className={styles.output} data-testid="trial-output" data-stream={stream} data-following={following && live}>
      <header className={styles.bar}>
        <div className={styles.streams} role="group" aria-label="Stream">
          {STREAMS.map((each) => (
            <button key={each} type="button" aria-pressed={each === stream} onClick={() => onStream(each)}>
              {each}
            </button>
          ))}
        </div>
        {attempts > 1 && (
          <label className={styles.attempt}>
            Attempt
            <select value={attempt} onChange={(event) => onAttempt(Number(event.target.value))}>
              {Array.from({ length: attempts }, (_, index) => (
                <option key={index}>{index + 1}</option>
              ))}
            </select>
          </label>
        )}
        <label className={styles.search}>
          <Icon name="search" />
          <input
            type="text"
            aria-label="Search in the output"
            title="Enter goes to the next place, Shift and Enter to the one before"
            placeholder="Search"
            value={search.text}
            spellCheck={false}
            onChange={(event) => search.change(event.target.value)}
            onKeyDown={search.pressed}
          />
          {search.text !== '' && (
            <span role="status">
              {search.found.length === 0 ? 'none' : `${search.current + 1} of ${formatCount(search.found.length)}`}
            </span>
          )}
        </label>
        {live && (
          <Button kind="quiet" onClick={() => setFollowing(!following)} aria-pressed={following}>
            <Icon name={following ? 'pause' : 'resume'} size={12} />
            {following ? 'Pause' : 'Follow'}
          </Button>
        )}
        <span className={styles.end}>
          {status === 'loaded' && <span>{formatBytes(size)}</span>}
          <CopyButton text={lines.map(plainText).join('\n')} label="Copy what is shown" />
        </span>
      </header>
      {status === 'loaded' && lines.length > 0 && text !== '' ? (
        <div ref={box} className={styles.text} onScroll={scrolled} tabIndex={0} role="log" aria-live="off" aria-label={`${stream} of trial ${trial}`}>
          {!whole && <p className={styles.cut}>The beginning is left out; the file has all of it</p>}
          {lines.map((runs, index) => (
            <Line key={index} index={index} runs={runs} search={search.needle} current={search.found[search.current] === index} />
          ))}
        </div>
      ) : (
        <p className={styles.empty}>{status === 'loading' ? '' : status === 'loaded' ? `Nothing on ${stream}${live ? ' yet' : ''}` : message}</p>
      )}
      {path !== undefined && (
        <footer className={styles.path}>
          <code title={path}>{path}</code>
          <CopyButton text={path} label="Copy the path" />
        </footer>
      )}
    </section>
  );
}

/** Lines that have a text, and going from one to the next. */
function useSearch(lines: readonly Run[][], show: (line: number) => void) {
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const needle = text.toLowerCase();
  const found = useMemo(
    () => (needle === '' ? [] : lines.flatMap((runs, index) => (plainText(runs).toLowerCase().includes(needle) ? [index] : []))),
    [lines, needle],
  );
  const current = found.length === 0 ? 0 : place % found.length;
  const go = (next: number) => {
    if (found.length === 0) return;
    const wrapped = (next + found.length) % found.length;
    setPlace(wrapped);
    show(found[wrapped] ?? 0);
  };
  return {
    text,
    needle,
    found,
    current,
    change: (next: string) => {
      setText(next);
      setPlace(0);
      const first = lines.findIndex((runs) => next !== '' && plainText(runs).toLowerCase().includes(next.toLowerCase()));
      if (first >= 0) show(first);
    },
    pressed: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      go(current + (event.shiftKey ? -1 : 1));
    },
  };
}

interface LineProps {
  index: number;
  runs: readonly Run[];
  /** In lower case; empty: nothing is searched. */
  search: string;
  current: boolean;
}

const Line = memo(
  function Line({ index, runs, search, current }: LineProps) {
    return (
      <div className={`${styles.line} ${current ? styles.current : ''}`} data-line={index}>
        {runs.map((run, position) => (
          <span key={position} className={lookOf(run)}>
            {search === '' ? run.text : <Found text={run.text} search={search} />}
          </span>
        ))}
        {'\n'}
      </div>
    );
  },
  (a, b) => a.search === b.search && a.current === b.current && a.index === b.index && plainText(a.runs) === plainText(b.runs),
);

function lookOf({ color, bold, faint }: Run): string | undefined {
  const classes = [color !== undefined && styles[color], bold && styles.bold, faint && styles.faint].filter(Boolean);
  return classes.length === 0 ? undefined : classes.join(' ');
}

/** A text with what is searched made to stand out. */
function Found({ text, search }: { text: string; search: string }) {
  const parts: React.ReactNode[] = [];
  const lower = text.toLowerCase();
  let end = 0;
  for (let place = lower.indexOf(search); place >= 0; place = lower.indexOf(search, end)) {
    parts.push(text.slice(end, place), <mark key={place}>{text.slice(place, place + search.length)}</mark>);
    end = place + search.length;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
