/** What can be reached from some nodes of a graph by at least one step. */
export function reachable<Node extends object | string>(
  start: Iterable<Node>,
  next: (node: Node) => Iterable<Node>,
): ReadonlySet<Node> {
  const found = new Set<Node>();
  const stack = [...start];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    for (const node of next(at)) {
      if (found.has(node)) continue;
      found.add(node);
      stack.push(node);
    }
  }
  return found;
}
