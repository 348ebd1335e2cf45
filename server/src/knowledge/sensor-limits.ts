/** A limit that a published sensor has beside `timeout`, counted from its first look on. */
export interface OwnSensorLimit {
  readonly argument: string;
  /** What it is where nobody sets it, in seconds; undefined for none. */
  readonly defaultSeconds: number | undefined;
}

/**
 * Sources: apache-airflow-providers-google 22.8.0, `google/cloud/sensors/dataplex.py` and
 * `vertex_ai/feature_store.py`. Limits that only count failed questions (`wait_timeout` of the
 * Dataproc sensors) are none.
 */
const ownLimits: ReadonlyMap<string, OwnSensorLimit> = new Map([
  [
    'airflow.DataplexDataProfileJobStatusSensor',
    { argument: 'result_timeout', defaultSeconds: 600 },
  ],
  [
    'airflow.DataplexDataQualityJobStatusSensor',
    { argument: 'result_timeout', defaultSeconds: 600 },
  ],
  ['airflow.FeatureViewSyncSensor', { argument: 'wait_timeout', defaultSeconds: undefined }],
]);

/** The limit of its own that a sensor has, given its canonical name. */
export function ownSensorLimit(operator: string): OwnSensorLimit | undefined {
  return ownLimits.get(operator);
}
