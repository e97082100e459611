import type {
  DataQueryRequest,
  DataQueryResponse,
  DataSourceApi,
  DataSourceInstanceSettings,
  DataSourceRef,
  GrafanaTheme2,
  PanelData,
  ScopedVars,
} from '@grafana/data';
import { EventBusSrv, LoadingState } from '@grafana/data';
import type { GetDataSourceListFilters, TemplateSrv } from '@grafana/runtime';
import {
  config,
  setAppEvents,
  setDataSourceSrv,
  setPluginImportUtils,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import type { SceneObject } from '@grafana/scenes';
import { sceneGraph } from '@grafana/scenes';
import { catchError, from, map, Observable, of, startWith } from 'rxjs';
import { ServiceSource } from './service-source';

const SETTINGS = {
  ...{ id: 1, uid: 'signalzen-api', type: 'yesoreyeram-infinity-datasource', name: 'SignalZen analytics' },
  ...{ isDefault: true, access: 'proxy', readOnly: true, jsonData: {} },
  meta: { id: 'yesoreyeram-infinity-datasource', name: 'Infinity', metrics: true, info: { logos: {} } },
} as unknown as DataSourceInstanceSettings;

/**
 * Sets up what Grafana's app sets up for its packages when it starts, as far as they ask for it here.
 * @param sceneOf the scene in whose choices texts are filled in, where it is not said which
 */
export function startRuntime(theme: GrafanaTheme2, sceneOf: () => SceneObject): void {
  config.theme2 = theme;
  setAppEvents(new EventBusSrv());
  const replace = (text = '', scopedVars: ScopedVars = {}, format?: Parameters<TemplateSrv['replace']>[2]) =>
    sceneGraph.interpolate(objectIn(scopedVars) ?? sceneOf(), text, scopedVars, format as string);
  setTemplateSrv({
    ...{ replace, getVariables: () => [], containsTemplate: (text = '') => text.includes('$') },
    updateTimeRange: () => undefined,
  });
  const source = new ServiceSource(SETTINGS);
  const isMeant = (ref: DataSourceRef | string | null | undefined, scopedVars?: ScopedVars) =>
    replace(typeof ref === 'string' ? ref : (ref?.uid ?? SETTINGS.uid), scopedVars) === SETTINGS.uid;
  setDataSourceSrv({
    get: (ref, scopedVars) =>
      isMeant(ref, scopedVars)
        ? Promise.resolve(source as unknown as DataSourceApi)
        : Promise.reject(new Error('only dashboards that ask the API are drawn')),
    getList: ({ pluginId = SETTINGS.type }: GetDataSourceListFilters = {}) =>
      pluginId === SETTINGS.type ? [SETTINGS] : [],
    getInstanceSettings: (ref, scopedVars) => (isMeant(ref, scopedVars) ? SETTINGS : undefined),
    reload: () => Promise.resolve(),
    registerRuntimeDataSource: () => undefined,
  });
  setRunRequest(runRequest);
  setPluginImportUtils({
    importPanelPlugin: (id) => Promise.reject(new Error(`panels of the type ${id} are not drawn`)),
    getPanelPluginFromCache: () => undefined,
  });
}

function objectIn(scopedVars: ScopedVars): SceneObject | undefined {
  const { value } = (scopedVars['__sceneObject'] ?? {}) as { value?: { valueOf(): SceneObject } };
  return value?.valueOf();
}

function runRequest(
  source: DataSourceApi,
  request: DataQueryRequest,
  ask: DataSourceApi['query'] = (asked) => source.query(asked),
): Observable<PanelData> {
  const loading: PanelData = {
    ...{ state: LoadingState.Loading, series: [], annotations: [] },
    ...{ request, timeRange: request.range },
  };
  const answered = new Observable<DataQueryResponse>((reader) => {
    const found = ask(request);
    return (found instanceof Observable ? found : from(found)).subscribe(reader);
  });
  return answered.pipe(
    map(({ data }): PanelData => ({ ...loading, state: LoadingState.Done, series: data })),
    catchError((error: Error) => {
      const shown = { message: error.message };
      return of({ ...loading, state: LoadingState.Error, error: shown, errors: [shown] });
    }),
    startWith(loading),
  );
}
