/** Of every answer with data: nothing keeps a copy of it, and no browser takes it for something else than it says. */
export const DATA_HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;
