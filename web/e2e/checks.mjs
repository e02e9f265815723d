const failures = [];

/** Says whether something is as it should be, and remembers what is not. */
export function check(what, ok, detail = '') {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${what}${!ok && detail !== '' ? `: ${detail}` : ''}`);
  if (!ok) failures.push(what);
}

/** Ends the program: 0, or 1 when something was not as it should be. */
export function conclude() {
  console.log(failures.length === 0 ? 'all checks passed' : `${failures.length} failed`);
  process.exit(failures.length === 0 ? 0 : 1);
}

/** Nothing a page does may be an error or a request to another host, unless `excused` says so. */
export function watch(page, origin, excused = () => false) {
  page.on('console', (message) => {
    if (message.type() === 'error' && !excused(message.text())) check('no console errors', false, message.text());
  });
  page.on('pageerror', (error) => check('no uncaught errors', false, error.stack ?? error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) check('no request to another host', false, request.url());
  });
}
