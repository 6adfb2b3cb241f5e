/** What is wrong with a Bicep file, and where: `infra/main.bicep:12: …`. */
export class Problem extends Error {
  constructor(message, node, file = node?.file) {
    super(node ? `${file ?? "?"}:${node.line}: ${message}` : message);
    this.name = "Problem";
    this.line = node?.line;
  }
}
