import type { ReactNode } from 'react';
import { Link } from '../app/Link';
import type { Experiment } from '../api/types';
import { Panel } from '../ui/Panel';
import { experimentHref } from './hrefs';
import styles from './SetupPanel.module.css';

interface Props {
  experiment: Experiment;
  /** Absent until it has come. */
  configuration: Record<string, unknown> | undefined;
}

/** What the experiment runs with: tuner, assessor, training service, each with its options, and what trials run. */
export function SetupPanel({ experiment, configuration }: Props) {
  const { tuner, assessor, trainingService, imported } = experiment;
  return (
    <Panel
      title="Made with"
      tools={
        <Link href={experimentHref(experiment.id, '/configuration')} className={styles.all}>
          Configuration
        </Link>
      }
    >
      <dl className={styles.parts}>
        <Part name="Tuner" what={tuner} options={optionsOf(configuration?.tuner)} />
        <Part name="Assessor" what={assessor ?? 'none: every trial runs to its end'} options={optionsOf(configuration?.assessor)} />
        <Part name="Training service" what={trainingService} options={optionsOf(configuration?.trainingService)} />
        {typeof configuration?.trialCommand === 'string' && <Part name="Trial command" what={<code>{configuration.trialCommand}</code>} />}
        {typeof configuration?.trialCodeDirectory === 'string' && <Part name="In" what={<code>{configuration.trialCodeDirectory}</code>} />}
        {configuration?.seed !== undefined && configuration.seed !== null && <Part name="Seed" what={<code>{text(configuration.seed)}</code>} />}
        {imported > 0 && <Part name="Imported results" what={imported.toLocaleString('en-US')} />}
      </dl>
    </Panel>
  );
}

function Part({ name, what, options = [] }: { name: string; what: ReactNode; options?: readonly (readonly [string, string])[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {what}
        {options.length > 0 && (
          <ul className={styles.options}>
            {options.map(([option, value]) => (
              <li key={option}>
                <span>{option}</span> {value}
              </li>
            ))}
          </ul>
        )}
      </dd>
    </div>
  );
}

/** Names that say what it is; the rest are options. */
const NAMES = new Set(['name', 'platform', 'className', 'codeDirectory']);

/** The options of an algorithm or a training service as they are configured, nested ones by their path. */
export function optionsOf(part: unknown): readonly (readonly [string, string])[] {
  if (!isObject(part)) return [];
  const { classArgs, ...rest } = part;
  return leaves({ ...rest, ...(isObject(classArgs) ? classArgs : {}) }, '').filter(([name]) => !NAMES.has(name));
}

function leaves(part: Record<string, unknown>, path: string): (readonly [string, string])[] {
  return Object.entries(part).flatMap(([key, value]) => {
    if (value === null) return [];
    return isObject(value) ? leaves(value, `${path}${key}.`) : [[path + key, text(value)] as const];
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
