import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Environment } from '../airflow/environment';
import type { Secrets } from '../airflow/surroundings';

const stored = z.object({ origin: z.string(), secret: z.string() });

/**
 * Passwords and tokens, in the secret storage of the editor and nowhere else. Each is kept together with the origin
 * that it was entered for: an address that changes under the same name never gets the secret of the other.
 */
export class StoredSecrets {
  constructor(private readonly storage: vscode.SecretStorage) {}

  async store(environment: Environment, secret: string): Promise<void> {
    const value = JSON.stringify({ origin: originOf(environment), secret });
    await this.storage.store(keyOf(environment.id), value);
  }

  async delete(environmentId: string): Promise<void> {
    await this.storage.delete(keyOf(environmentId));
  }

  async get(environment: Environment): Promise<string | undefined> {
    const value = parse(await this.storage.get(keyOf(environment.id)));
    return value?.origin === originOf(environment) ? value.secret : undefined;
  }

  /** The secrets of one environment, as the client asks for them. */
  of(environment: Environment): Secrets {
    return {
      get: async (id) => (id === environment.id ? this.get(environment) : undefined),
    };
  }
}

function parse(text: string | undefined): z.infer<typeof stored> | undefined {
  if (text === undefined) return undefined;
  try {
    return stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function keyOf(environmentId: string): string {
  return `airworthy.environment:${environmentId}`;
}

function originOf({ url }: Environment): string {
  return new URL(url).origin;
}
