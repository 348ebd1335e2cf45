import * as vscode from 'vscode';
import { type AirflowClient, createAirflowClient } from '../airflow/client';
import type { Environment } from '../airflow/environment';
import { createPoller, type Interest, type Poller, type Watch } from '../airflow/poller';
import {
  createRunStore,
  type RunStore,
  type Snapshot,
  type StoreChange,
} from '../airflow/run-store';
import { type EnvironmentState, stateOf } from './connection-state';
import type { Environments } from './environments';
import { type Platform, surroundings } from './platform';
import type { StoredSecrets } from './stored-secrets';

/** The connection to one environment, for as long as it is the active one. */
interface Line {
  readonly environment: Environment;
  readonly client: AirflowClient;
  readonly poller: Poller;
}

/** A view's hold on what it shows, which outlives a change of the environment. */
export interface ViewWatch extends vscode.Disposable {
  update(interest: Interest): void;
}

/**
 * The connection to the active environment. Views say what they show; everything else follows from the settings, from
 * the trust in the workspace and from the secrets. Nothing is sent while no view shows anything.
 */
export class ActiveConnection implements vscode.Disposable {
  readonly #stateChanged = new vscode.EventEmitter<void>();
  readonly #dataChanged = new vscode.EventEmitter<StoreChange>();
  /** The state may be another, or another environment may be the active one. */
  readonly onDidChangeState = this.#stateChanged.event;
  /** There is news of the active environment. */
  readonly onDidChangeData = this.#dataChanged.event;
  readonly #disposables: vscode.Disposable[];
  readonly #views = new Set<{ interest: Interest; watch: Watch | undefined }>();
  readonly #store: RunStore;
  #line: Line | undefined;
  #snapshot: Snapshot | undefined;

  constructor(
    private readonly environments: Environments,
    private readonly secrets: StoredSecrets,
    private readonly platform: Platform,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.#store = createRunStore((error) => output.error(`A view failed: ${String(error)}`));
    this.#disposables = [
      environments.onDidChange(() => this.#choose()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#choose()),
      vscode.Disposable.from(this.#store.onDidChange((change) => this.#tell(change))),
    ];
    this.#choose();
  }

  get state(): EnvironmentState {
    const environment = this.environments.active;
    if (environment === undefined) {
      return { kind: this.environments.all.length === 0 ? 'none' : 'unchosen' };
    }
    if (!vscode.workspace.isTrusted) return { kind: 'untrusted', environment };
    return stateOf(environment, this.#store.snapshot(environment.id).connection);
  }

  get environment(): Environment | undefined {
    return this.#line?.environment;
  }

  /** Undefined where there is no environment, or it must not be contacted. */
  get client(): AirflowClient | undefined {
    return this.#line?.client;
  }

  /** The same object until something changes. */
  get snapshot(): Snapshot | undefined {
    this.#snapshot ??= this.#line && this.#store.snapshot(this.#line.environment.id);
    return this.#snapshot;
  }

  /** A client for an environment that is not saved yet; its secret is the one that was just entered. */
  clientFor(environment: Environment, secret: string | undefined): AirflowClient {
    return createAirflowClient(
      environment,
      surroundings(this.platform, {
        secrets: { get: async () => secret },
        log: (line) => this.output.debug(line),
      }),
    );
  }

  watch(): ViewWatch {
    const view: { interest: Interest; watch: Watch | undefined } = {
      interest: {},
      watch: this.#line?.poller.watch({}),
    };
    this.#views.add(view);
    return {
      update: (interest) => {
        view.interest = interest;
        view.watch?.update(interest);
      },
      dispose: () => {
        view.watch?.dispose();
        this.#views.delete(view);
      },
    };
  }

  refresh(): void {
    this.#line?.poller.refresh();
  }

  /** Begins anew, as after a sign-in or sign-out, when what is known may belong to someone else. */
  restart(): void {
    this.#hangUp();
    this.#choose();
  }

  dispose(): void {
    this.#hangUp();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#stateChanged.dispose();
    this.#dataChanged.dispose();
  }

  #choose(): void {
    const environment = vscode.workspace.isTrusted ? this.environments.active : undefined;
    if (!isSame(environment, this.#line?.environment)) {
      this.#hangUp();
      if (environment !== undefined) this.#dial(environment);
    }
    this.#stateChanged.fire();
  }

  #dial(environment: Environment): void {
    const world = surroundings(this.platform, {
      secrets: this.secrets.of(environment),
      log: (line) => this.output.debug(line),
    });
    const client = createAirflowClient(environment, world);
    const poller = createPoller(client, this.#store, world);
    this.#line = { environment, client, poller };
    this.#snapshot = undefined;
    for (const view of this.#views) view.watch = poller.watch(view.interest);
  }

  #hangUp(): void {
    if (this.#line === undefined) return;
    for (const view of this.#views) {
      view.watch?.dispose();
      view.watch = undefined;
    }
    this.#line.poller.dispose();
    this.#line.client.dispose();
    const { id } = this.#line.environment;
    this.#line = undefined;
    this.#snapshot = undefined;
    this.#store.forget(id);
  }

  #tell(change: StoreChange): void {
    if (change.environmentId !== this.#line?.environment.id) return;
    this.#snapshot = undefined;
    if (change.topics.some(({ kind }) => kind === 'connection')) this.#stateChanged.fire();
    this.#dataChanged.fire(change);
  }
}

function isSame(one: Environment | undefined, other: Environment | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
