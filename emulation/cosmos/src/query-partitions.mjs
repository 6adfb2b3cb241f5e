import { segmentsOf } from './partition-key.mjs';

const CONSTANTS = ['string_constant', 'number_constant', 'boolean_constant'];

/**
 * The partitions a query confines itself to by its filter (`c.shard = @s`, ORs of such, IN lists), as lists of values; null when it
 * may touch any. This is how reading many items by id and partition stays as cheap as the service makes it.
 */
export function partitionsNamedBy(ast, paths, parameters) {
  const { from, where } = ast.body;
  const source = from?.source;
  if (paths.length !== 1 || !where || from.joins.length > 0 || source.expression.type !== 'collection_expression') return null;
  const root = (source.alias ?? source.expression.expression).name;
  const path = JSON.stringify([root, ...segmentsOf(paths[0])]);
  const named = valuesOf(where.condition);
  return named && [...new Set(named)].map((value) => [value]);

  function valuesOf(node) {
    if (node.type === 'scalar_in_expression') return isKey(node.value) ? all(node.list) : null;
    if (node.type !== 'scalar_binary_expression') return null;
    const { operator, left, right } = node;
    if (operator === '=') return isKey(left) ? all([right]) : isKey(right) ? all([left]) : null;
    if (operator === 'AND') return valuesOf(left) ?? valuesOf(right);
    if (operator !== 'OR') return null;
    const [a, b] = [valuesOf(left), valuesOf(right)];
    return a && b && [...a, ...b];
  }

  function isKey(node) {
    return JSON.stringify(pathOf(node)) === path;
  }

  function all(nodes) {
    const values = nodes.map((node) => {
      if (node.type === 'parameter_name') return parameters.find(({ name }) => name === node.name)?.value;
      return CONSTANTS.includes(node.type) ? node.value : undefined;
    });
    return values.includes(undefined) ? null : values;
  }
}

function pathOf(node) {
  if (node.type === 'identifier') return [node.name];
  if (node.type !== 'scalar_member_expression') return [];
  return [...pathOf(node.object), node.property.name ?? node.property.value];
}
