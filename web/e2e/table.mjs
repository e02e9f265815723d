/** Every row of the trial table as text by column; scrolls, because only rows in sight exist, and waits for those on their way. */
export async function tableRows(page) {
  return page.evaluate(async () => {
    const scroller = document.querySelector('[role=region][aria-label^=Trials]');
    const rows = new Map();
    const collect = () => {
      for (const row of scroller.querySelectorAll('tr[data-trial]')) {
        const cells = {};
        for (const cell of row.querySelectorAll('td[data-column]')) cells[cell.dataset.column] = cell.innerText.trim();
        rows.set(Number(row.dataset.trial), { state: row.dataset.state, cells });
      }
    };
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const fetched = async () => {
      do await painted();
      while (scroller.querySelector('tr[data-placeholder]') !== null);
    };
    for (let top = 0; ; top += 300) {
      scroller.scrollTop = top;
      await fetched();
      collect();
      if (top >= scroller.scrollHeight - scroller.clientHeight) break;
    }
    scroller.scrollTop = 0;
    await painted();
    return [...rows].map(([number, row]) => ({ number, ...row })).sort((a, b) => a.number - b.number);
  });
}

/** What is wrong with the rows, compared with the trials of the API. */
export function compareRows(rows, trials) {
  const wrong = [];
  if (rows.length !== trials.length) wrong.push(`the table has ${rows.length} rows, the API ${trials.length} trials`);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const trial of trials) {
    const row = byNumber.get(trial.number);
    if (row === undefined) {
      wrong.push(`trial ${trial.number} is not in the table`);
      continue;
    }
    const expect = (column, matches, expected) => {
      const shown = row.cells[column];
      if (!matches(shown)) wrong.push(`trial ${trial.number}, ${column}: shows ${JSON.stringify(shown)} (expected: ${expected})`);
    };
    if (row.state !== trial.state) wrong.push(`trial ${trial.number}: state ${row.state} (expected: ${trial.state})`);
    expect('number', (shown) => Number.parseInt(shown, 10) === trial.number, trial.number);
    expect('state', (shown) => shown !== '', 'a word');
    expect('value', (shown) => isShown(shown, trial.value), trial.value);
    expect('latest', (shown) => isShown(shown, trial.latest), trial.latest);
    // Not there while every trial has one at most.
    expect('attempt', (shown) => (shown === undefined ? trial.attempt <= 1 : Number(shown) === trial.attempt), trial.attempt);
    expect('reason', (shown) => (shown ?? '') === oneLine(trial.reason ?? ''), trial.reason);
    for (const [name, value] of Object.entries(trial.configuration)) {
      if (typeof value === 'number') expect(`parameter:${name}`, (shown) => isShown(shown, value), value);
    }
  }
  return wrong;
}

/** White space as a table cell shows it. */
function oneLine(text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Is the text the value, rounded to five digits? */
function isShown(text, value) {
  if (value === null) return text === '–';
  if (typeof value === 'string') return text === { NaN: 'NaN', Infinity: '∞', '-Infinity': '−∞' }[value];
  const shown = Number(text.replace('−', '-'));
  return Math.abs(shown - value) <= 1e-4 * Math.abs(value);
}
