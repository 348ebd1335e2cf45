/** From the server to the client: what the server is doing, for the editor's status item. */
export const statusNotification = 'airworthy/status';

export interface StatusParams {
  readonly state: 'ready' | 'analyzing' | 'error';
  /** One sentence for the user; expected with `error`. */
  readonly message?: string;
}
