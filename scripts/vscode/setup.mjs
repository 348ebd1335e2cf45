// Brings VS Code and a browser onto this machine, as far as they are missing. Running it again changes nothing.
import { findBrowser } from './browser.mjs';
import { installCodeServer } from './code-server.mjs';

const report = (line) => console.error(line);

try {
  const [codeServer, browser] = await Promise.all([installCodeServer(report), findBrowser(report)]);
  console.log(`VS Code: ${codeServer.entry}`);
  console.log(`Browser: ${browser}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
