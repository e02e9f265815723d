import { useEffect, useState } from 'react';
import { ApiError, type ConfigurationText } from '../api/client';
import { useServices } from '../app/services';
import type { Problem } from '../ui/ProblemList';
import { outline } from './new-experiment';

export interface CheckResult {
  /** It can be run. */
  ready: boolean;
  /** What is wrong, or has no effect. */
  problems: readonly Problem[];
  /** In a line, when it can be run. */
  outline?: string;
}

/** So that not every key is a request. */
const PAUSE_MILLIS = 300;

/**
 * What the server says of a configuration, asked when typing pauses. `undefined` until it has said something; while it
 * checks a newer text, the last answer stays.
 */
export function useConfigurationCheck(configuration: ConfigurationText): { result: CheckResult | undefined; checking: boolean } {
  const { api } = useServices();
  const { text, type, base } = configuration;
  const wish = JSON.stringify([text, type, base]);
  const [answer, setAnswer] = useState<{ wish: string; result: CheckResult }>();
  const empty = text.trim() === '';

  useEffect(() => {
    if (empty) return;
    let current = true;
    const check = async () => {
      const result = await checked(() => api.checkConfiguration({ text, type, ...(base !== undefined && { base }) }));
      if (current) setAnswer({ wish, result });
    };
    const timer = setTimeout(() => void check(), PAUSE_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, text, type, base, wish, empty]);

  if (empty) return { result: undefined, checking: false };
  return { result: answer?.result, checking: answer?.wish !== wish };
}

async function checked(check: () => ReturnType<ReturnType<typeof useServices>['api']['checkConfiguration']>): Promise<CheckResult> {
  try {
    const { configuration, warnings } = await check();
    return { ready: true, problems: warnings.map((warning) => ({ tone: 'warning', ...warning })), outline: outline(configuration) };
  } catch (caught) {
    return { ready: false, problems: problemsOf(caught) };
  }
}

/** All that an answer says is wrong; at least its message. */
export function problemsOf(caught: unknown): readonly Problem[] {
  if (caught instanceof ApiError && caught.details.length > 0) return caught.details.map((detail) => ({ tone: 'error', ...detail }));
  return [{ tone: 'error', message: caught instanceof Error ? caught.message : String(caught) }];
}
