import type { Panel, PanelServices } from '../panel-contract';
import { startPanelOn } from './start';

/** Entry point of the bundle for the extension host in a browser's worker, where no command can be run. */
export function startPanel(services: PanelServices): Panel {
  return startPanelOn({}, services);
}
