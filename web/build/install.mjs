// Installs the packages of package-lock.json, unless they are there already: a build that changes nothing takes no time
// and needs no network.

import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.installed';

// Packages with native parts differ between Node versions and machines.
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.version} ${process.platform} ${process.arch}`)
  .digest('hex');
const installed = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';

if (installed === wanted) {
  console.log('node_modules agrees with package-lock.json');
} else {
  const result = spawnSync('npm', ['ci', '--prefer-offline', '--loglevel=error'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) process.exit(result.status ?? 1);
  writeFileSync(STAMP, wanted);
}
