/** Random numbers of a test that can be run again: the seed is printed, and taken from the variable SEED (-Dseed with Maven). */
export function seededRandom(): () => number {
  const given = Number.parseInt(process.env.SEED ?? '', 10);
  const seed = Number.isNaN(given) ? Math.floor(Math.random() * 2 ** 31) : given;
  console.log(`SEED=${seed}`);
  let state = seed >>> 0;
  // xorshift32, Marsaglia 2003; zero would stay zero.
  if (state === 0) state = 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
