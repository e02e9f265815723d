import { type SyntheticEvent, useId, useState } from 'react';
import { Button } from '../ui/Button';
import { formatCondition, OPERATORS, parseCondition } from './conditions';
import styles from './TrialFilterBar.module.css';

interface Props {
  names: readonly string[];
  initial?: string;
  action: string;
  onDone: (condition: string) => void;
}

/** Makes a condition from its parts, or takes it as it is written. */
export function ConditionForm({ names, initial = '', action, onDone }: Props) {
  const list = useId();
  const given = parseCondition(initial);
  const [name, setName] = useState(given?.name ?? '');
  const [operator, setOperator] = useState(given?.operator ?? '=');
  const [value, setValue] = useState(given?.value ?? '');
  const [written, setWritten] = useState<string | undefined>(given === undefined && initial !== '' ? initial : undefined);
  const text = written ?? (name === '' ? '' : formatCondition({ name, operator, value }));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onDone(text.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.parts}>
        <label>
          <span>Name</span>
          <input
            list={list}
            value={name}
            autoComplete="off"
            spellCheck={false}
            placeholder="parameter or fact"
            onChange={(event) => {
              setName(event.target.value);
              setWritten(undefined);
            }}
          />
          <datalist id={list}>
            {names.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </label>
        <label>
          <span>Comparison</span>
          <select
            value={operator}
            onChange={(event) => {
              setOperator(event.target.value);
              setWritten(undefined);
            }}
          >
            {OPERATORS.map(({ operator: each, meaning }) => (
              <option key={each} value={each}>
                {each} {meaning}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Value</span>
          <input
            value={value}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setValue(event.target.value);
              setWritten(undefined);
            }}
          />
        </label>
      </div>
      <label>
        <span>As text</span>
        <input
          value={text}
          spellCheck={false}
          autoComplete="off"
          placeholder="lr<0.1"
          className={styles.written}
          onChange={(event) => {
            const next = event.target.value;
            setWritten(next);
            const parts = parseCondition(next);
            if (parts === undefined) return;
            setName(parts.name);
            setOperator(parts.operator);
            setValue(parts.value);
          }}
        />
      </label>
      <div className={styles.formEnd}>
        <p>Durations in seconds. Nested parameters as outer/inner.</p>
        <Button type="submit" kind="primary" disabled={text.trim() === ''}>
          {action}
        </Button>
      </div>
    </form>
  );
}
