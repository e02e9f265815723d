type Triple = readonly [number, number, number];

/** Colours of a ramp: enough that steps between them are not seen. */
const STEPS = 32;

/**
 * Colours from the first to the last of a few (`rgb(1, 2, 3)`), even to the eye: mixed in OKLab (Ottosson, "A perceptual
 * color space for image processing", 2020).
 */
export function ramp(stops: readonly string[], steps = STEPS): string[] {
  const colors = stops.map((stop) => toLab(parse(stop)));
  return Array.from({ length: steps }, (_, index) => {
    const place = (index / (steps - 1)) * (colors.length - 1);
    const before = Math.min(Math.floor(place), colors.length - 2);
    const [from, to] = [colors[before] ?? BLACK, colors[before + 1] ?? BLACK];
    const part = place - before;
    const mixed = from.map((each, axis) => each + part * ((to[axis] ?? 0) - each)) as unknown as Triple;
    return `rgb(${fromLab(mixed).join(', ')})`;
  });
}

const BLACK: Triple = [0, 0, 0];

function parse(color: string): Triple {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

function toLab(color: Triple): Triple {
  const [red, green, blue] = color.map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

function fromLab([lightness, a, b]: Triple): number[] {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
  return linear.map((each) => {
    const share = each <= 0.0031308 ? 12.92 * each : 1.055 * each ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, share)));
  });
}
