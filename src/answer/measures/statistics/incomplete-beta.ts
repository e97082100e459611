/**
 * The regularized incomplete beta function I_x(a, b), to about 13 digits for any a, b > 0: the distribution functions
 * of Student's t and of the binomial are cases of it. (Written here because the libraries that have it are either
 * exact to 8 digits only, or a hundred packages.)
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast up to about the mean of the distribution; above it, that of the other side does.
  const y = 1 - x;
  return x <= (a + 1) / (a + b + 2) ? leftOf({ x, y, a, b }) : 1 - leftOf({ x: y, y: x, a: b, b: a });
}

/** With y = 1 - x: computed once, no digit of either is lost. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
}

function leftOf(place: Place): number {
  return (betaTerm(place) / place.a) * continuedFraction(place);
}

/**
 * x^a y^b / B(a, b), for 0 < x < 1. Its logarithm is taken as the distance from where it is greatest: where a and b are
 * large, so are the terms of the plain one, and cancel each other and the digits with them.
 */
export function betaTerm({ x, y, a, b }: Place): number {
  const distance = b * x - a * y;
  const exponent =
    a * logOfRatio(distance / a, (x * (a + b)) / a) +
    b * logOfRatio(-distance / b, (y * (a + b)) / b) +
    stirlingRemainder(a + b) -
    stirlingRemainder(a) -
    stirlingRemainder(b);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * (a + b)));
}

/** The logarithm of 1 + difference, which is the ratio. */
function logOfRatio(difference: number, ratio: number): number {
  return Math.abs(difference) < 0.5 ? Math.log1p(difference) : Math.log(ratio);
}

/** From here on the first terms of Stirling's series are exact to the last digit. */
const STIRLING_FROM = 16;

/** How much ln Γ(z) is more than Stirling's formula (z - 1/2) ln z - z + ln √2π says. */
function stirlingRemainder(z: number): number {
  if (z >= STIRLING_FROM) {
    const square = 1 / (z * z);
    return (
      (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188))))) / z
    );
  }
  // ln Γ(z) = ln Γ(z + 1) - ln z
  return stirlingRemainder(z + 1) + (z + 0.5) * Math.log1p(1 / z) - 1;
}

const SMALLEST = 1e-300;
const PRECISION = 1e-15;
/** It takes about the square root of the greater of a and b: enough for 10^11. */
const MAX_STEPS = 1_000_000;

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by the modified method of Lentz. */
function continuedFraction({ x, a, b }: Place): number {
  const nonZero = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MAX_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) <= PRECISION) return fraction;
  }
  throw new RangeError(`The incomplete beta function does not converge at x = ${x}, a = ${a}, b = ${b}.`);
}
