// Unpacks the Chromium of @sparticuz/chromium into TMPDIR, where that package always unpacks. A program of its own, as
// the variables that it goes by must not reach anything else: see bundled-chromium.ts.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
