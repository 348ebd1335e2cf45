// Finds a Chromium to show VS Code in, and installs one where that can be done without asking.
import { existsSync } from 'node:fs';
import { onPath } from './on-path.mjs';
import { run } from './run.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * @param {(line: string) => void} report told what is installed
 * @returns {Promise<string>} the path of the browser
 */
export async function findBrowser(report) {
  const named = process.env.CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM is set to ${named}, which does not exist.`);
  }
  const installed = installedBrowser();
  if (installed) return installed;
  const canInstall = process.getuid?.() === 0 && onPath('apt-get');
  if (!canInstall) {
    throw new Error(
      'No browser found: install Chromium or Google Chrome, or set CHROMIUM to the path of one.',
    );
  }
  report('Installing Chromium with apt-get: once.');
  await installWithApt();
  const browser = installedBrowser();
  if (!browser)
    throw new Error('apt-get installed the package chromium, but no browser came with it.');
  return browser;
}

function installedBrowser() {
  for (const command of commands) {
    const found = onPath(command);
    if (found) return found;
  }
  return macApplications.find((application) => existsSync(application));
}

async function installWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=600', ...args], { env });
  await apt('update');
  // Without a font of its own, a bare container shows boxes where the text should be.
  await apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
}
