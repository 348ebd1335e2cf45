import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { versionFileGlobs } from '../engine/airflow-version/version-files';
import { configurationFileNames } from '../engine/configuration-file';
import type { ClientFeatures } from './client-features';
import type { ProblemReporter } from './problem-reporter';

/**
 * Asks the client to tell of changed settings, and of changed files: configuration files, those that
 * tell the Airflow version, Python files and what decides which of these count. Of everything else only coming and going matters, since it
 * may be a folder of such files.
 */
export function registerForChanges(
  connection: Connection,
  features: ClientFeatures,
  reporter: ProblemReporter,
): void {
  const refused = () => reporter.log('The client does not tell of changed configurations.');
  if (features.configurationRegistration) {
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: 'airworthy' })
      .catch(refused);
  }
  if (features.watchedFilesRegistration) {
    const changing = [...configurationFileNames, ...versionFileGlobs, '*.py', '.gitignore'];
    const watchers: FileSystemWatcher[] = [
      ...changing.map((name) => ({ globPattern: `**/${name}` })),
      { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
    ];
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(refused);
  }
}
