import { formatParameter } from '../../format/numbers';
import type { SpaceParameter } from '../../space/search-space';
import { type Draft, parametersOfDraft, positionOf, rangeText, type Remark, remarkOn, valueAt, withValue } from './draft';
import styles from './NewTrialDialog.module.css';

/** Positions of a slider. */
const STEPS = 400;

interface Props {
  space: unknown;
  draft: Draft;
  /** What the server says of parameters, by name. */
  refusals: ReadonlyMap<string, string>;
  onChange: (draft: Draft) => void;
}

/** A field for every parameter that a configuration needs. */
export function DraftForm({ space, draft, refusals, onChange }: Props) {
  return (
    <div className={styles.fields}>
      {parametersOfDraft(space, draft).map((parameter) => {
        const text = draft[parameter.name] ?? '';
        const refusal = refusals.get(parameter.name);
        const remark: Remark | undefined = refusal === undefined ? remarkOn(parameter, text) : { tone: 'error', message: refusal };
        return (
          <Field
            key={parameter.name}
            parameter={parameter}
            text={text}
            remark={remark}
            onChange={(next) => onChange(withValue(space, draft, parameter.name, next))}
          />
        );
      })}
    </div>
  );
}

interface FieldProps {
  parameter: SpaceParameter;
  text: string;
  remark: Remark | undefined;
  onChange: (text: string) => void;
}

function Field({ parameter, text, remark, onChange }: FieldProps) {
  const { name, options, low, high } = parameter;
  const depth = name.split('/').length - 1;
  const id = `parameter ${name}`.replaceAll(/\W/g, '-');
  const remarkId = `${id}-remark`;
  const described = { id, 'aria-describedby': remark === undefined ? undefined : remarkId, 'aria-invalid': remark?.tone === 'error' };
  return (
    <div className={`${styles.field} ${depth > 0 ? styles.nested : ''}`} data-parameter={name}>
      <label htmlFor={id}>
        {name}
        <span className={styles.range}>{rangeText(parameter)}</span>
      </label>
      {options === undefined ? (
        <div className={styles.number}>
          {low !== undefined && high !== undefined && (
            <input
              type="range"
              min={0}
              max={STEPS}
              value={Math.round(positionOf(parameter, Number(text)) * STEPS)}
              aria-label={`${name}, slider`}
              aria-valuetext={text}
              onChange={(event) => onChange(String(valueAt(parameter, Number(event.target.value) / STEPS)))}
            />
          )}
          <input type="text" inputMode="decimal" autoComplete="off" value={text} onChange={(event) => onChange(event.target.value)} {...described} />
        </div>
      ) : (
        <select value={text} onChange={(event) => onChange(event.target.value)} {...described}>
          {!options.some((option) => JSON.stringify(option) === text) && <option value={text}>{text}</option>}
          {options.map((option) => (
            <option key={JSON.stringify(option)} value={JSON.stringify(option)}>
              {formatParameter(option)}
            </option>
          ))}
        </select>
      )}
      {remark !== undefined && (
        <p id={remarkId} className={styles[remark.tone]} role={remark.tone === 'error' ? 'alert' : undefined}>
          {remark.message}
        </p>
      )}
    </div>
  );
}
