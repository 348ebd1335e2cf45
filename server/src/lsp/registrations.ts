import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { configurationFileNames } from '../engine/configuration-file';
import type { ClientFeatures } from './client-features';
import type { ProblemReporter } from './problem-reporter';

/** Asks the client to tell of changed settings and configuration files. */
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
    const watchers = configurationFileNames.map((name) => ({ globPattern: `**/${name}` }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(refused);
  }
}
