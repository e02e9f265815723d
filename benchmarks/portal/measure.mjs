import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The page's own Chromium launcher and its packages. */
const web = createRequire(new URL('../../web/package.json', import.meta.url));
const { launchChromium } = await import(pathToFileURL(web.resolve('./e2e/browser.mjs')).href);

/** Installed in the page: times from an input to the frame in which a condition holds. */
const PROBE = `
window.probe = {
  /** Begins to wait; the time counts from the next input. With a patience, it may be that nothing is to be seen. */
  arm(condition, patience) {
    let start;
    let worst = 0;
    const began = (event) => { start ??= event.timeStamp; };
    const inputs = ['pointerdown', 'keydown', 'input'];
    for (const input of inputs) addEventListener(input, began, { capture: true });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) worst = Math.max(worst, entry.duration);
    });
    observer.observe({ type: 'longtask' });
    const holds = new Function('return ' + condition);
    window.probe.result = new Promise((resolve, reject) => {
      const givenUp = performance.now() + (patience ?? 20_000);
      const frame = () => {
        if (performance.now() > givenUp) return patience === undefined ? reject(new Error('never: ' + condition)) : resolve(undefined);
        if (start === undefined || !holds()) return requestAnimationFrame(frame);
        // Until the frame is on the screen.
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            for (const input of inputs) removeEventListener(input, began, { capture: true });
            observer.disconnect();
            resolve({ millis: performance.now() - start, longest: worst });
          };
          channel.port2.postMessage(undefined);
        });
      };
      requestAnimationFrame(frame);
    });
  },
};
`;

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * Opens the portal and times what people do in it.
 *
 * @returns rows of name, median and worst milliseconds
 */
export async function measure(url, experiment, { rounds = 5, log = () => undefined } = {}) {
  const browser = await launchChromium();
  const results = [];
  const add = (name, millis) => {
    results.push({ name, median: median(millis), worst: Math.max(...millis) });
    log(`${name}: ${median(millis).toFixed(0)} ms (worst ${Math.max(...millis).toFixed(0)})`);
  };
  const trials = `${url}/experiments/${experiment}/trials`;
  try {
    for (const [name, address, ready] of [
      ['overview: first useful paint', `${url}/experiments/${experiment}`, "document.querySelector('[data-testid=finished]') !== null"],
      ['overview: chart drawn', `${url}/experiments/${experiment}`, "Number(document.querySelector('[data-testid=optimization-chart]')?.dataset.points) > 0"],
      ['trials: first rows', trials, "document.querySelector('tr[data-trial]') !== null"],
      ['trials: rows and chart', trials, "document.querySelector('tr[data-trial]') !== null && Number(document.querySelector('[data-testid=optimization-chart]')?.dataset.points) > 0"],
    ]) {
      const times = [];
      for (let round = 0; round < rounds; round++) {
        // A context of its own: nothing is cached.
        const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
        const page = await context.newPage();
        await page.addInitScript(`
          const holds = new Function(${JSON.stringify(`return ${ready}`)});
          const frame = () => (holds() ? requestAnimationFrame(() => (window.readyAt = performance.now())) : requestAnimationFrame(frame));
          requestAnimationFrame(frame);
        `);
        await page.goto(address);
        await page.waitForFunction('window.readyAt !== undefined', undefined, { timeout: 60_000 });
        times.push(await page.evaluate('window.readyAt'));
        await context.close();
      }
      add(name, times);
    }

    const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1280, height: 900 } }); // conditions are texts
    await page.addInitScript(PROBE);
    await page.goto(trials);
    await page.locator('tr[data-trial]').first().waitFor();
    await page.waitForFunction("Number(document.querySelector('[data-testid=optimization-chart]')?.dataset.points) > 0");
    /** Times an input of the reader: `act` makes it, `condition` holds when its effect is there. */
    const interaction = async (condition, act, patience) => {
      await page.evaluate(([text, millis]) => window.probe.arm(text, millis), [condition, patience ?? undefined]);
      await act();
      return page.evaluate('window.probe.result');
    };
    const repeated = async (name, steps) => {
      const times = [];
      for (let round = 0; round < rounds; round++) {
        for (const [condition, act, prepare] of steps(round)) {
          await prepare?.();
          times.push((await interaction(condition, act)).millis);
        }
      }
      add(name, times);
    };
    const header = (name) => page.locator('th button', { hasText: name }).first();
    const sorted = (name) => page.evaluate((text) => [...document.querySelectorAll('th')].find((th) => th.innerText.includes(text))?.ariaSort, name);
    for (const name of ['Value', 'dropout']) {
      const times = [];
      for (let round = 0; round < rounds; round++) {
        const before = await sorted(name);
        const first = await page.locator('tr[data-trial]').first().getAttribute('data-trial');
        const condition = `[...document.querySelectorAll('th')].find((th) => th.innerText.includes('${name}')).ariaSort !== '${before}' && document.querySelector('tr[data-trial]').dataset.trial !== '${first}'`;
        times.push((await interaction(condition, () => header(name).click())).millis);
      }
      add(`table: sort by ${name}`, times);
    }
    const chip = (name) => page.getByRole('group').getByRole('button', { name: new RegExp(`^${name} [\\d,]+$`) });
    if ((await chip('Failed').count()) > 0) {
      const state = (how) => `document.querySelector('tr[data-trial]') !== null && [...document.querySelectorAll('tr[data-trial]')].${how}`;
      await repeated('table: only failed trials, and all again', () => [
        [state("every((row) => row.dataset.state === 'FAILED')"), () => chip('Failed').click()],
        [state("some((row) => row.dataset.state !== 'FAILED')"), () => chip('All').click()],
      ]);
    }
    const scroller = "document.querySelector('[role=region][aria-label^=Trials]')";
    const furthest = await page.evaluate(`${scroller}.scrollHeight - ${scroller}.clientHeight`);
    await repeated('table: scroll to another place', (round) => {
      const top = Math.floor((furthest * (round + 1)) / (rounds + 1));
      const inSight = `Math.abs(${scroller}.scrollTop - ${top}) < 2 && [...document.querySelectorAll('tr[data-trial]')].some((row) => { const box = row.getBoundingClientRect(); const around = ${scroller}.getBoundingClientRect(); return box.top > around.top + 100 && box.bottom < around.bottom; })`;
      return [[inSight, () => page.evaluate(`window.dispatchEvent(new Event('input')); ${scroller}.scrollTop = ${top}`)]];
    });
    await page.evaluate(() => (document.querySelector('[role=region][aria-label^=Trials]').scrollTop = 0));
    await page.locator('tr[data-trial]').first().waitFor();
    const opener = page.getByRole('button', { name: await page.getByRole('button', { name: /^Details of trial/ }).first().getAttribute('aria-label'), exact: true });
    await repeated('table: open and close a trial', () => [
      ["document.querySelector('[data-testid=trial-details]') !== null", () => opener.click()],
      ["document.querySelector('[data-testid=trial-details]') === null", () => opener.click()],
    ]);

    const tabs = await page.getByRole('tab').evaluateAll((found) => found.map((tab) => tab.textContent));
    for (const label of tabs) {
      // Once before it counts: the chart's code is fetched then.
      const shown = `document.querySelector('[role=tab][aria-selected=true]')?.textContent === ${JSON.stringify(label)} && document.querySelector('[role=tabpanel] canvas, [role=tabpanel] svg[role=img], [role=tabpanel] li, [role=tabpanel] p') !== null`;
      const other = tabs.find((each) => each !== label);
      await page.getByRole('tab', { name: label, exact: true }).click();
      await page.waitForTimeout(1500);
      await repeated(`chart: ${label}`, () => [
        [shown, () => page.getByRole('tab', { name: label, exact: true }).click(), async () => {
          await page.getByRole('tab', { name: other, exact: true }).click();
          await page.waitForTimeout(700);
        }],
      ]);
    }

    // The slider: a key is a step of five percent; what it shows is there when chart and count agree with it.
    for (const [name, address] of [['overview', `${url}/experiments/${experiment}`], ['trials', trials]]) {
      await page.goto(address);
      await page.waitForFunction("Number(document.querySelector('[data-testid=optimization-chart]')?.dataset.points) > 0");
      await page.getByRole('slider', { name: 'Moment' }).focus();
      let before = await page.getByTestId('optimization-chart').getAttribute('data-points');
      const times = [];
      for (let step = 0; step < 15; step++) {
        // In a small experiment nothing may have ended within a step.
        const seen = await interaction(`document.querySelector('[data-testid=optimization-chart]').dataset.points !== '${before}'`, () => page.keyboard.press('PageDown'), 2000);
        if (seen !== undefined) times.push(seen.millis);
        before = await page.getByTestId('optimization-chart').getAttribute('data-points');
      }
      add(`slider: a step of 5 % (${name})`, times);
      // Played from the beginning: how many pictures a second?
      await page.keyboard.press('Home');
      await page.waitForTimeout(500);
      const frames = await page.evaluate(
        () =>
          new Promise((resolve) => {
            const seen = [];
            const chart = document.querySelector('[data-testid=optimization-chart]');
            new MutationObserver(() => seen.push(performance.now())).observe(chart, { attributes: true });
            document.querySelector('[data-testid=time-slider] button').click();
            setTimeout(() => resolve(seen.slice(1).map((time, index) => time - seen[index])), 4000);
          }),
      );
      add(`slider: between two pictures while it plays (${name})`, frames.length === 0 ? [NaN] : frames);
      await page.locator('[data-testid=time-slider] button').first().click();
    }
    const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize);
    log(`heap of the page: ${(memory / 1e6).toFixed(0)} MB`);
    results.push({ name: 'heap of the page, MB', median: memory / 1e6, worst: memory / 1e6 });
    await page.close();
  } finally {
    await browser.close();
  }
  return results;
}
