// An Airflow that someone has set up in the editor. Nothing here is secret: it may be written into settings.

/** How to sign in. Secrets lie elsewhere: see `Secrets`. */
export type SignIn =
  /** Basic in Airflow 2, a token from `/auth/token` in Airflow 3: the same user survives an upgrade. */
  | { readonly kind: 'password'; readonly username: string }
  /** Basic whatever the version, as a proxy may want it. */
  | { readonly kind: 'basic'; readonly username: string }
  /** A token that the user has entered. */
  | { readonly kind: 'bearer' }
  /**
   * A token from the output of a command, for example `["gcloud", "auth", "print-access-token"]`. It
   * is run without a shell, when the token is needed and no earlier.
   */
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'none' };

export interface Environment {
  /** Names it for good, also when it is renamed; secrets are stored under it. */
  readonly id: string;
  readonly name: string;
  /** Where Airflow's web pages are, for example `https://airflow.example.com/prod`; `/api/v1` and the like are added to it. */
  readonly url: string;
  readonly signIn: SignIn;
}

/** What may be worth a warning before an environment is used. */
export type EnvironmentWarning =
  /** http to a host that is not this machine: whoever is in between reads password and token. */
  'plain-http';
