import type { CSSProperties } from 'react';
import { formatParameter } from '../format/numbers';
import { kindOf, rangeOf, traitsOf } from './describe';
import type { SpaceParameter } from './search-space';
import styles from './SpaceTable.module.css';

/** The parameters that are searched, those of a nested choice below it. */
export function SpaceTable({ space }: { space: readonly SpaceParameter[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">Values</th>
          <th scope="col">Type</th>
        </tr>
      </thead>
      <tbody>
        {space.map((parameter) => (
          <tr key={parameter.name} style={{ '--depth': depthOf(parameter) } as CSSProperties}>
            <th scope="row" title={parameter.name}>
              <span className={styles.name}>{parameter.condition === undefined ? parameter.name : shortName(parameter)}</span>
              {parameter.condition !== undefined && (
                <span className={styles.condition}>
                  with {last(parameter.condition.parameter)} = {parameter.condition.option}
                </span>
              )}
            </th>
            <td>
              {rangeOf(parameter)}
              {parameter.options !== undefined && (
                <ul className={styles.options}>
                  {parameter.options.map((option, index) => (
                    <li key={index}>{formatParameter(option)}</li>
                  ))}
                </ul>
              )}
            </td>
            <td>
              <span title={parameter.type}>{kindOf(parameter)}</span>
              {traitsOf(parameter).map((trait) => (
                <span key={trait} className={styles.trait}>
                  {trait}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function depthOf({ name, condition }: SpaceParameter): number {
  return condition === undefined ? 0 : name.split('/').length - 1;
}

function shortName({ name, condition }: SpaceParameter): string {
  return condition === undefined ? name : name.slice(condition.parameter.length + 1);
}

function last(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
