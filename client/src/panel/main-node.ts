import { runCommand } from '../environments/run-command';
import type { Panel, PanelServices } from '../panel-contract';
import { startPanelOn } from './start';

/** Entry point of the bundle for the extension host that runs on Node. */
export function startPanel(services: PanelServices): Panel {
  return startPanelOn({ runCommand }, services);
}
