import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features';

const section = 'airworthy';

/**
 * The settings that the client holds, of whatever form. A client that can be asked is asked for
 * each folder; what it does not answer, and what others sent on their own, stands in for it.
 */
export class ClientSettings {
  #sent: unknown;

  constructor(
    private readonly connection: Connection,
    private readonly features: ClientFeatures,
    initializationOptions: unknown,
  ) {
    this.#sent = initializationOptions;
  }

  /** From `workspace/didChangeConfiguration`, which many clients send without any settings. */
  update(settings: unknown): void {
    if (typeof settings !== 'object' || settings === null) return;
    if (section in settings) this.#sent = settings[section as keyof typeof settings];
  }

  async of(folder: string | undefined): Promise<unknown> {
    if (!this.features.configuration) return this.#sent;
    const item = folder === undefined ? { section } : { section, scopeUri: folder };
    try {
      return (await this.connection.workspace.getConfiguration(item)) ?? this.#sent;
    } catch {
      this.connection.console.warn('The client did not answer what its settings are.');
      return this.#sent;
    }
  }
}
