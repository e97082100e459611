import type { Visitor } from './model';
import type { SeededRandom } from './seeded-random';

const FORENAMES = [
  'Ada',
  'Björn',
  'Chloé',
  'Đặng',
  'Emre',
  'Fátima',
  '美咲',
  'Łukasz',
  'نور',
  'Zoë',
] as const;
const SURNAMES = [
  'Smith',
  'Müller',
  "O'Neill",
  'Nguyễn',
  'Öztürk',
  '佐藤',
  'Kowalski',
  'حداد',
  'Lindqvist',
] as const;
const PLANS = ['free', 'free', 'free', 'starter', 'starter', 'pro', 'enterprise'] as const;
const COUNTRIES = ['DE', 'US', 'FR', 'GB', 'JP', 'BR', 'EG', 'PL', 'VN'] as const;
const PAGES = [
  '/',
  '/',
  '/pricing',
  '/pricing/?utm_source=newsletter',
  '/docs/getting-started',
  '/docs/api#authentication',
  '/account/billing',
  '/blog/grüße-aus-köln',
] as const;

/** A page of the account's website, as the address bar shows it. */
export function pageAddress(random: SeededRandom): string {
  return `https://www.example.com${random.pick(PAGES)}`;
}

/** A new visitor: most give no name, and SignalZen then shows their id as one. */
export function newVisitor(random: SeededRandom, id: number, createdAt: number): Visitor {
  const isKnown = random.chance(0.4);
  const attributes = [
    { name: 'plan', value: random.pick(PLANS) },
    { name: 'country', value: random.pick(COUNTRIES) },
  ];
  return {
    id,
    name: isKnown ? `${random.pick(FORENAMES)} ${random.pick(SURNAMES)}` : `#${id}`,
    email: isKnown ? `visitor-${id}@example.com` : null,
    reference: isKnown ? `customer-${id}` : null,
    createdAt,
    updatedAt: createdAt,
    lastUrl: pageAddress(random),
    attributes: random.chance(0.8) ? attributes : [],
  };
}
