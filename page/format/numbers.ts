import * as numbers from '../../src/platform/words/numbers';
import { shown } from '../messages/text';

export { NOTHING } from '../../src/platform/words/numbers';

export const count = shown(numbers.count);
export const share = shown(numbers.share);
export const wholeShare = shown(numbers.wholeShare);
export const stars = shown(numbers.stars);
export const oneDigit = shown(numbers.oneDigit);
export const inUnit = shown(numbers.inUnit);
export const intervalText = shown(numbers.intervalText);
export const duration = shown(numbers.duration);
