/**
 * From the client to the server: the version of the Airflow that the editor is connected to. It counts where
 * `airflowVersion` is `auto`, before what the files of a project say.
 */
export const connectedAirflowNotification = 'airworthy/connectedAirflow';

export interface ConnectedAirflowParams {
  /** As Airflow tells it, such as `2.10.5`; null where there is none any more. */
  readonly version: string | null;
}
