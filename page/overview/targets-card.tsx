import type { OverviewData } from '../api/overview';
import { Definition, DefinitionLine } from '../components/definition';
import { TableScroller } from '../components/table-scroller';
import { t } from '../messages/text';
import { TARGETS } from '../status/consequences';
import { ConsequenceNotes } from './consequence-notes';
import { DueNext } from './due-next';
import { COUNTED, TargetRows } from './target-rows';

/** How well the targets of the rules are kept, and who is due next. @param data undefined until it has come */
export function TargetsCard({ data }: { readonly data: OverviewData | undefined }) {
  const targets = data?.targets ?? [];
  const title = t('targets.title');
  const columns = [
    t('targets.goal'),
    t('targets.kept'),
    t('targets.budget'),
    ...COUNTED.map((name) => t(`target.${name}`)),
  ];
  return (
    <article class="targets card" hidden={targets.length === 0}>
      <header class="card-head">
        <h3>
          {title}
          <Definition about={title}>
            <DefinitionLine>{t('targets.meaning')}</DefinitionLine>
          </Definition>
        </h3>
      </header>
      <ConsequenceNotes measures={[TARGETS]} />
      <TableScroller label={t('targets.region')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('targets.target')}</th>
              {columns.map((label) => (
                <th key={label} scope="col" class="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {targets.map((target) => (
              <TargetRows key={target.target} target={target} columns={columns.length + 1} />
            ))}
          </tbody>
        </table>
      </TableScroller>
      <DueNext operators={data?.operators ?? []} />
    </article>
  );
}
