/** Where editable files live. Not listed are views of a file's past, such as `git:`, whose findings help no one. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web'];

export const analyzedDocuments = schemes.map((scheme) => ({ scheme, language: 'python' }));
