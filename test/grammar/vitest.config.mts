import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'grammar', root: import.meta.dirname, include: ['*.test.ts'] },
});
