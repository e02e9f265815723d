import { expect, it } from 'vitest';
import { formatBytes } from './bytes';

it('should write bytes for people', () => {
  expect([0, 812, 1000, 1449, 9960, 23_400_000, 999_900, 4.2e12].map(formatBytes)).toEqual(['0 B', '812 B', '1.0 kB', '1.4 kB', '10 kB', '23 MB', '1.0 MB', '4.2 TB']);
});
