/** A field of every resource that the simulator makes up: by it what is made up can be told from what is real. */
export const MADE_UP = { simulated_by: 'signalzen-analytics' } as const;

/** How it stands in a body. Nobody can write it into a message: within a text its quotes would be escaped. */
export const MADE_UP_MARK = JSON.stringify(MADE_UP).slice(1, -1);
