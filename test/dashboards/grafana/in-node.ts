import { registerStandards } from './standard-options';

/** Makes `@grafana/data` work without a browser, of which it asks for little once it is loaded, and nothing before. */
export function startGrafanaData(): void {
  Object.assign(globalThis, {
    window: { location: { origin: 'https://grafana.example' } },
    navigator: { languages: ['en-US'] },
  });
  registerStandards();
}
