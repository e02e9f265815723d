import type { ReactNode } from 'react';
import type { Activity, ActivityNote } from '../api/types';
import { formatCount } from '../format/numbers';
import { formatAge, formatTime, formatWholeDuration, secondsBetween } from '../format/time';
import { useNow } from '../ui/now';
import { Panel } from '../ui/Panel';
import type { Tone } from '../ui/StatePill';
import styles from './ActivityPanel.module.css';

/** More slots than these are shown as a bar. */
const MOST_BOXES = 24;

const TONES: Record<ActivityNote['kind'], Tone> = {
  slots: 'blue',
  queue: 'blue',
  tuner: 'blue',
  limit: 'grey',
  gpu: 'amber',
  retry: 'amber',
  trainingService: 'blue',
  held: 'amber',
  orphaned: 'amber',
  silent: 'amber',
};

interface Props {
  /** Absent until it has come. */
  activity: Activity | undefined;
  /** Nothing of it goes on by itself: free slots are no news. */
  resting: boolean;
}

/** Why the experiment moves, or does not, and since when. */
export function ActivityPanel({ activity, resting }: Props) {
  return (
    <Panel title="What it is doing" className={styles.panel ?? ''}>
      {activity === undefined ? <div className={styles.loading} /> : <Content activity={activity} resting={resting} />}
    </Panel>
  );
}

function Content({ activity, resting }: { activity: Activity; resting: boolean }) {
  const { headline, notes, slots, waiting, queued, tuner, lastEndedAt } = activity;
  const now = useNow();
  const headNote = notes.find(({ text }) => text === headline);
  const others = notes.filter((note) => note !== headNote);
  return (
    <div className={styles.content} data-testid="activity">
      <p className={styles.headline}>
        {headline} <Since at={headNote?.since ?? null} now={now} />
      </p>
      {(slots.used > 0 || !resting) && <Slots limit={slots.limit} used={slots.used} />}
      {others.length > 0 && (
        <ul className={styles.notes}>
          {others.map((note, index) => (
            <li key={index} style={{ borderColor: `var(--${TONES[note.kind]}-fill)` }}>
              {note.text} <Since at={note.since} now={now} />
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.facts}>
        {waiting > 0 && <Fact name="Waiting trials" value={formatCount(waiting)} />}
        {queued > 0 && <Fact name="Queued configurations" value={formatCount(queued)} />}
        {tuner.busy ? (
          <Fact name="Tuner" value={`busy${tuner.since === null ? '' : ` for ${formatWholeDuration(secondsBetween(tuner.since, null, now))}`}`} />
        ) : (
          <Fact name="Tuner’s last proposal" value={tuner.lastProposalAt === null ? 'none yet' : formatAge(tuner.lastProposalAt, now)} title={formatTime(tuner.lastProposalAt)} />
        )}
        <Fact name="Last trial that ended" value={lastEndedAt === null ? 'none yet' : formatAge(lastEndedAt, now)} title={formatTime(lastEndedAt)} />
      </dl>
    </div>
  );
}

function Since({ at, now }: { at: string | null; now: number }) {
  if (at === null) return null;
  return (
    <span className={styles.since} title={`since ${formatTime(at)}`}>
      for {formatWholeDuration(secondsBetween(at, null, now))}
    </span>
  );
}

function Fact({ name, value, title }: { name: string; value: ReactNode; title?: string }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Slots({ limit, used }: { limit: number; used: number }) {
  const label = `${formatCount(used)} of ${formatCount(limit)} slots in use`;
  return (
    <div className={styles.slots}>
      <span className={styles.boxes} role="img" aria-label={label}>
        {limit <= MOST_BOXES ? (
          Array.from({ length: Math.max(limit, Math.min(used, MOST_BOXES)) }, (_, index) => (
            <i key={index} data-used={index < used} data-beyond={index >= limit} />
          ))
        ) : (
          <b>
            <i style={{ width: `${Math.min(100, (100 * used) / limit)}%` }} />
          </b>
        )}
      </span>
      <span aria-hidden="true">
        {formatCount(used)} / {formatCount(limit)} slots
      </span>
    </div>
  );
}
