import { changeOf as changeIn, differenceText as differenceTextIn } from '../../src/platform/words/change';
import { shown } from '../messages/text';

export const changeOf = shown(changeIn);
export const differenceText = shown(differenceTextIn);
