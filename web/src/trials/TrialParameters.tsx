import type { Configuration } from '../api/types';
import { formatParameter } from '../format/numbers';
import { CopyButton } from '../ui/CopyButton';
import { toPython } from './python-dict';
import styles from './TrialDetails.module.css';

/** The parameters of a trial; those of a nested choice below it. */
export function TrialParameters({ configuration }: { configuration: Configuration }) {
  return (
    <section className={styles.parameters}>
      <header>
        <h3>Parameters</h3>
        <span>
          <CopyButton text={JSON.stringify(configuration, null, 2)} label="Copy JSON of the parameters" caption="Copy JSON" />
          <CopyButton text={toPython(configuration)} label="Copy Python of the parameters, as a dict" caption="Copy Python" />
        </span>
      </header>
      <Tree values={configuration} />
    </section>
  );
}

function Tree({ values }: { values: Record<string, unknown> }) {
  const entries = Object.entries(values).filter(([key]) => key !== '_name');
  if (entries.length === 0) return <p className={styles.note}>none</p>;
  return (
    <ul className={styles.tree}>
      {entries.map(([key, value]) => (
        <li key={key}>
          <span title={`${key}: ${JSON.stringify(value)}`}>
            <span>{key}</span>
            <code>{!isNested(value) ? formatParameter(value) : typeof value._name === 'string' ? value._name : ''}</code>
          </span>
          {isNested(value) && Object.keys(value).some((inner) => inner !== '_name') && <Tree values={value} />}
        </li>
      ))}
    </ul>
  );
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
