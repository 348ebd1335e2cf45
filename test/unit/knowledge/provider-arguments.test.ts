import { describe, expect, it } from 'vitest';
import { argumentNamesEver } from '../../../server/src/knowledge/airflow-arguments';
import data from '../../../server/src/knowledge/data/provider-arguments.json' with { type: 'json' };
import { providerArguments } from '../../../server/src/knowledge/provider-arguments';

describe('providerArguments', () => {
  it('knows a class by the spelling of the model and by its full path', () => {
    const path = 'airflow.providers.google.cloud.operators.bigquery.BigQueryInsertJobOperator';
    expect(providerArguments(path)?.has('configuration')).toBe(true);
    expect(providerArguments('airflow.BigQueryInsertJobOperator')).toEqual(providerArguments(path));
    expect(providerArguments(path)?.has('config')).toBe(false);
  });

  it('follows the bases, also into another provider and into the core', () => {
    // GKEStartPodOperator (google) → KubernetesPodOperator (cncf-kubernetes) → BaseOperator
    const pod = providerArguments('airflow.GKEStartPodOperator');
    for (const name of ['cluster_name', 'image', 'task_id', 'execution_timeout']) {
      expect(pod?.has(name), name).toBe(true);
    }
    expect(pod?.has('poke_interval')).toBe(false);
    expect(providerArguments('airflow.S3KeySensor')?.has('poke_interval')).toBe(true);
  });

  it('keeps what only older or only newer releases take', () => {
    const job = providerArguments('airflow.BigQueryInsertJobOperator');
    expect(job?.has('delegate_to')).toBe(true);
    expect(job?.has('deferrable')).toBe(true);
  });

  it('knows an argument that is read out of **kwargs', () => {
    // `kwargs.pop("is_delete_operator_pod")` in the newer releases of cncf-kubernetes.
    expect(providerArguments('airflow.KubernetesPodOperator')?.has('is_delete_operator_pod')).toBe(
      true,
    );
  });

  it('is not certain where a class changes its **kwargs in ways that were not understood', () => {
    expect(providerArguments('airflow.DataprocCreateClusterOperator')).toBeUndefined();
  });

  it('takes the arguments of all classes of one name', () => {
    // EmailOperator is in the core of Airflow 2 and in the provider smtp.
    const email = providerArguments('airflow.EmailOperator');
    expect(email?.has('from_email')).toBe(true);
    expect(email?.has('mime_subtype')).toBe(true);
  });

  it('knows nothing of classes outside the providers', () => {
    expect(providerArguments('airflow.BashOperator')).toBeUndefined();
    expect(providerArguments('company.S3KeySensor')).toBeUndefined();
    expect(providerArguments('astronomer.providers.S3KeySensor')).toBeUndefined();
    expect(providerArguments('airflow.constructor')).toBeUndefined();
    expect(providerArguments('')).toBeUndefined();
  });

  it('reaches BaseOperator from every class of the table', () => {
    const common = [...(argumentNamesEver('airflow.BaseOperator') ?? [])];
    expect(common).toContain('task_id');
    for (const name of Object.keys(data.operators)) {
      const known = providerArguments(`airflow.${name}`);
      expect(
        common.filter((argument) => known?.has(argument) !== true),
        name,
      ).toEqual([]);
    }
  });
});
