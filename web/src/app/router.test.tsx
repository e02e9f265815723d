import { describe, expect, it } from 'vitest';
import { match } from './router';
import { withoutToken } from './token-address';

describe('match', () => {
  it.each([
    ['/', '/', {}],
    ['/experiments/:id', '/experiments/a%2Fb', { id: 'a/b' }],
    ['/experiments/:id', '/experiments/x/', { id: 'x' }],
    ['/experiments/:id', '/experiments', undefined],
    ['/experiments/:id', '/experiments/x/trials', undefined],
    ['/', '/other', undefined],
  ])('should find %s in %s: %s', (pattern, path, expected) => {
    expect(match(pattern, path)).toEqual(expected);
  });
});

describe('withoutToken', () => {
  it('should take the token out of the address and leave the rest', () => {
    expect(withoutToken({ pathname: '/experiments/x', search: '?token=abc&trial=3', hash: '' })).toBe('/experiments/x?trial=3');
    expect(withoutToken({ pathname: '/', search: '?token=abc', hash: '#a' })).toBe('/#a');
    expect(withoutToken({ pathname: '/', search: '?trial=3', hash: '' })).toBeUndefined();
  });
});
