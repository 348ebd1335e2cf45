import type * as vscode from 'vscode';
import type { DagsResult } from '../../../../server/src/protocol/dags';
import type { ActiveConnection } from '../../environments/active-connection';
import type { ActiveFile } from '../active-file';
import type { LogDocuments } from '../log-documents';

/** What the commands of the trees work with. */
export interface TreeServices {
  readonly connection: ActiveConnection;
  readonly file: ActiveFile;
  readonly logs: LogDocuments;
  readonly dagsOf: (uri: vscode.Uri) => Promise<DagsResult | undefined>;
}
