import { chooseEnvironment } from './choose-environment';
import type { EnvironmentServices } from './services';

/** Makes another environment the active one. */
export async function switchEnvironment(services: EnvironmentServices): Promise<void> {
  const chosen = await chooseEnvironment(services, 'Which Airflow do you want to see?');
  if (chosen !== undefined) await services.environments.activate(chosen.name);
}
