/** Which published sensors keep something on `self` between two looks, made by a script. */

import data from './data/sensor-state.json' with { type: 'json' };

const stateless: ReadonlySet<string> = new Set(data.stateless);
const pokeOnly: ReadonlySet<string> = new Set(data.pokeOnly);

/**
 * True for a sensor of Airflow or a provider that looks the same way each time, given its canonical
 * name; undefined for those that are not known.
 */
export function isStatelessSensor(name: string): boolean | undefined {
  return name.startsWith('airflow.') && stateless.has(classOf(name)) ? true : undefined;
}

/** True for a sensor that refuses every other mode than `poke` (`@poke_mode_only`). */
export function isPokeOnlySensor(name: string): boolean {
  return name.startsWith('airflow.') && pokeOnly.has(classOf(name));
}

function classOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
