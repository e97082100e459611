import {
  sentenceWords as sentenceWordsIn,
  waitingWords as waitingWordsIn,
} from '../../src/platform/words/sentence-words';
import { shown } from '../messages/text';

export const sentenceWords = shown(sentenceWordsIn);
export const waitingWords = shown(waitingWordsIn);
