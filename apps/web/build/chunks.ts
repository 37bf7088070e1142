/** What the bundler tells of its modules. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}
type NameOf = (id: string, graph: Graph) => string | null;

/**
 * Into which files go the modules that several pages have: `shared` is what every visit begins with, `parts` what comes with the
 * first other page. Each in a file of its own would cost a request, and the browser asks for six at a time.
 * @param src the folder of the web's sources
 * @returns groups for the bundler, the more wanted first
 */
export function sharedFiles(src: string): { name: NameOf; minShareCount: number }[] {
  // The inbox is where most visits begin: it has to find all it needs in `shared`.
  const starts = [`${src}/main.tsx`, `${src}/features/inbox/inbox-page.tsx`];
  let first: Set<string> | undefined;
  const firstOf = (graph: Graph) => {
    first ??= reachedFrom(starts, graph);
    return first;
  };
  // What leads to a library that only some pages need (schemas, keys) stays with them.
  const isLight = (id: string, graph: Graph) =>
    [...reachedFrom([id], graph)].every((one) => firstOf(graph).has(one) || one.startsWith(`${src}/`));
  return [
    { name: (id, graph) => (firstOf(graph).has(id) ? 'shared' : null), minShareCount: 2 },
    { name: (id, graph) => (isLight(id, graph) ? 'parts' : null), minShareCount: 2 },
  ];
}

function reachedFrom(ids: readonly string[], graph: Graph): Set<string> {
  const reached = new Set(ids);
  // A set is walked with what is added meanwhile.
  for (const id of reached) {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  }
  return reached;
}
