import type { ActiveConnection } from '../active-connection';
import type { Environments } from '../environments';
import type { Platform } from '../platform';
import type { StoredSecrets } from '../stored-secrets';

/** What the commands about environments work with. */
export interface EnvironmentServices {
  readonly environments: Environments;
  readonly secrets: StoredSecrets;
  readonly connection: ActiveConnection;
  readonly platform: Platform;
}
