import { lowerFirst, upperFirst } from '../../site/words.ts';
import { isRecord } from '../../values/json.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Field, Graph } from '../kit/graph/graph.ts';
import { settingsGroups } from '../site/settings-groups.ts';
import type { AllSettings } from '../site/settings-types.ts';
import { parametersOf, refusedRow, row } from './input-rows.ts';
import { addMutation } from './mutation.ts';
import { write } from './write-document.ts';

const addressIsFixed = 'A wrong address would make the site unreachable. WPGraphQL refuses it too.';

/** Adds `updateSettings`, for administrators (REST API handbook: Settings). */
export function addSettingsMutation(graph: Graph, allSettings: ObjectRef<Types, AllSettings>): void {
  const rows = settingsGroups.flatMap(({ typeName, settings }) =>
    settings.flatMap(({ name, type, key, description }) =>
      key === null
        ? []
        : key === 'url'
          ? [refusedRow(lowerFirst(typeName) + upperFirst(name), type, addressIsFixed)]
          : [row(lowerFirst(typeName) + upperFirst(name), type, key, description, { clears: true })],
    ),
  );
  addMutation(graph, {
    name: 'updateSettings',
    description:
      'Changes settings of the site; fields that the input leaves out keep their values. For administrators.',
    rows,
    payload: (t) => ({
      allSettings: t.field({
        type: allSettings,
        description: 'All settings after the change.',
        resolve: ({ settings: written }) => (written ? { written } : null),
      }),
      ...Object.fromEntries(
        settingsGroups.map(({ typeName, description }): [string, Field] => [
          lowerFirst(typeName),
          t.field({
            type: graph.virtualType(typeName),
            description,
            resolve: ({ settings: written }) => (written ? { typeName, written } : null),
          }),
        ]),
      ),
    }),
    run: async (mutating) => {
      const body = parametersOf(rows, mutating.input);
      const answer = await write(mutating, { method: 'POST', route: '/wp/v2/settings', body });
      mutating.context.siteChangedAt = performance.now();
      return { settings: isRecord(answer) ? answer : {} };
    },
  });
}
