export const graphFormats = ['json', 'mermaid'] as const;
export type GraphFormat = (typeof graphFormats)[number];
