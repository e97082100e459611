/** SignalZen does not have it, or no more (404, 410). */
export const GONE = Symbol('GONE');
