import type {
  DataFrame,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceApi,
  DataSourceInstanceSettings,
} from '@grafana/data';
import { CustomVariableSupport, dataFrameFromJSON } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { RuntimeDataSource } from '@grafana/scenes';
import type { Observable } from 'rxjs';
import { from } from 'rxjs';
import type { TargetJson } from '../../../test/dashboards/dashboard-json';
import { dataFrameOf } from '../../../test/dashboards/infinity/data-frame';
import { shownOf } from '../../../test/dashboards/infinity/shown';
import { withMacros } from '../../../test/dashboards/infinity/with-macros';

type Question = TargetJson & { readonly refId: string };

/** Asks the service's API as the Infinity plugin does: see test/dashboards/infinity. */
export class ServiceSource extends RuntimeDataSource<Question> {
  override readonly variables: CustomVariableSupport<DataSourceApi<Question>, ChoiceQuestion> =
    new ChoicesOfService(this);

  constructor({ type, uid, name, meta }: DataSourceInstanceSettings) {
    super(type, uid);
    Object.assign(this, { name, meta });
  }

  override query(request: DataQueryRequest<Question>): Observable<DataQueryResponse> {
    const frames = request.targets.map((target) => this.frameOf(target, request));
    return from(Promise.all(frames).then((data) => ({ data })));
  }

  /** @throws Error for whatever the plugin would show as an error, or say nothing about */
  async frameOf(target: TargetJson, { scopedVars, range }: DataQueryRequest): Promise<DataFrame> {
    const written = target.url_options?.['body_graphql_query'] ?? '';
    const query = withMacros(getTemplateSrv().replace(written, scopedVars, 'glob'), {
      ...{ from: range.from.valueOf(), to: range.to.valueOf() },
    });
    const response = await fetch('/graphql', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ query, variables: {} }),
    });
    const { frame, problems } = shownOf(target, response.status, await response.json());
    if (problems.length > 0) throw new Error(problems.join('; '));
    return dataFrameFromJSON(dataFrameOf(target, frame));
  }
}

interface ChoiceQuestion extends Question {
  readonly infinityQuery: Question;
}

/** What can be chosen: the plugin takes the columns `__text` and `__value` for it. */
class ChoicesOfService extends CustomVariableSupport<DataSourceApi<Question>, ChoiceQuestion> {
  override readonly editor = () => null;

  constructor(private readonly source: ServiceSource) {
    super();
  }

  override readonly query = (request: DataQueryRequest<ChoiceQuestion>): Observable<DataQueryResponse> => {
    const [target] = request.targets;
    if (target === undefined) throw new Error('nothing is asked for the choices');
    const asked = this.source.frameOf({ ...target.infinityQuery, refId: 'variable' }, request);
    return from(asked.then((frame) => ({ data: [{ ...frame, fields: frame.fields.map(choiceField) }] })));
  };
}

function choiceField<Field extends { name: string }>(field: Field): Field {
  return { ...field, name: field.name.replace(/^__/, '') };
}
