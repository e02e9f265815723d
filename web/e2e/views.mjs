/** Every view of the portal: its name, its address, and what is there when it is complete. `marked` are numbers of trials. */
export function views(id, { trial, marked, at }) {
  const base = `/experiments/${id}`;
  const trials = `${base}/trials`;
  const row = 'tr[data-trial]';
  return [
    { name: 'experiments', path: '/', ready: '[data-testid=experiment]' },
    { name: 'overview', path: base, ready: '[data-testid=optimization-chart]' },
    { name: 'configuration', path: `${base}/configuration`, ready: 'main table, main pre' },
    { name: 'past', path: `${base}?at=${at}`, ready: '[data-testid=time-slider][data-past=true]' },
    ...['history', 'parallel', 'duration', 'curves', 'slice', 'contour', 'importance', 'timeline'].map((chart) => ({
      name: `trials-${chart}`,
      path: `${trials}?chart=${chart}`,
      ready: `[data-chart=${chart}] canvas, [data-chart=${chart}] svg, [data-chart=${chart}] li`,
    })),
    { name: 'trial', path: `${trials}?trial=${trial}`, ready: '[data-testid=trial-details]' },
    { name: 'compare', path: `${trials}?marked=${marked.join(',')}&compare=1`, ready: 'dialog[open] table' },
    { name: 'failed', path: `${trials}?state=FAILED`, ready: `${row}, [role=region] p` },
  ];
}
