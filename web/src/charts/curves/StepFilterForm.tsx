import { type FormEvent, useCallback, useMemo, useState } from 'react';
import { useQueryParameter } from '../../app/router';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { StepFilter } from './trial-curve';
import styles from './CurvesChart.module.css';

/** The filter is in the address as `step`, `min` and `max`. */
export function useStepFilter(): [StepFilter | undefined, (filter: StepFilter | undefined) => void] {
  const [step, setStep] = useQueryParameter('step');
  const [min, setMin] = useQueryParameter('min');
  const [max, setMax] = useQueryParameter('max');
  const filter = useMemo(() => {
    const at = numberOf(step);
    return at === undefined || at < 1 ? undefined : { step: Math.floor(at), min: numberOf(min), max: numberOf(max) };
  }, [step, min, max]);
  const set = useCallback(
    (next: StepFilter | undefined) => {
      setStep(next?.step?.toString());
      setMin(next?.min?.toString());
      setMax(next?.max?.toString());
    },
    [setStep, setMin, setMax],
  );
  return [filter, set];
}

interface Props {
  filter: StepFilter | undefined;
  onChange: (filter: StepFilter | undefined) => void;
}

/** Keeps the trials whose value at a step lies between two limits. */
export function StepFilterForm({ filter, onChange }: Props) {
  // Fields keep their text themselves, or what is half written (`-`, `1e`) would be lost; new ones are empty.
  const [generation, setGeneration] = useState(0);
  const changed = (event: FormEvent<HTMLFormElement>) => {
    const [step, min, max] = [...event.currentTarget.querySelectorAll('input')].map((field) => numberOf(field.value));
    onChange(step === undefined && min === undefined && max === undefined ? undefined : { step: step ?? 1, min, max });
  };
  const remove = () => {
    onChange(undefined);
    setGeneration(generation + 1);
  };
  return (
    <form key={generation} className={styles.filter} aria-label="Filter by the value at a step" onChange={changed} onSubmit={(event) => event.preventDefault()}>
      <label>
        At step
        <input type="number" min={1} step={1} defaultValue={filter?.step} placeholder="1" />
      </label>
      <label>
        from
        <input type="number" step="any" defaultValue={filter?.min} placeholder="−∞" aria-label="Lowest value" />
      </label>
      <label>
        to
        <input type="number" step="any" defaultValue={filter?.max} placeholder="∞" aria-label="Highest value" />
      </label>
      <Button kind="quiet" aria-label="Remove the filter" title="Remove the filter" disabled={filter === undefined} onClick={remove}>
        <Icon name="close" />
      </Button>
    </form>
  );
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
