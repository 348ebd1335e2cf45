// What Airflow means to the evaluation of a DAG file.

import { isAirflowPackage } from '../../../knowledge/airflow-objects';
import { isStandardLibrary } from '../../../knowledge/standard-library';
import type { SyntaxNode } from '../../../syntax/node';
import type {
  Arguments,
  Execution,
  Host,
  Initialization,
  OutsideCall,
  Preparation,
} from '../../evaluation/host';
import {
  type ClassValue,
  host,
  hostObjectOf,
  type InstanceValue,
  none,
  type Value,
} from '../../evaluation/values';
import { decorateAsset } from './assets';
import { chain, chainLinear, crossDownstream } from './chains';
import { decorateDag, makeDag } from './dags';
import { EdgeModifierObject, tasksOf } from './dependency-objects';
import { enumMember } from './enum-members';
import { classicGroup, decorateGroup, foreignGroup, initializeGroup } from './groups';
import { OperatorPartial, partialOf } from './mapping';
import { argument, method } from './methods';
import {
  fieldsOf,
  inheritedTemplateFields,
  isOutsideOperator,
  makeOperator,
  operatorBaseOf,
  ProjectOperators,
} from './operators';
import { conditionDecorator, decorateRole, decorateTask } from './taskflow';
import type { World } from './world';
import { XComObject } from './xcom-args';

/** Gives the evaluation Airflow's objects, and notes in the world what is made of them. */
export class AirflowHost implements Host {
  readonly #operators: ProjectOperators;

  constructor(private readonly world: World) {
    this.#operators = new ProjectOperators(world);
  }

  name(name: string, node: SyntaxNode): Value | undefined {
    // Asked of every name from outside.
    if (!name.startsWith('airflow.')) return undefined;
    const operator = /^(airflow\.\w+)\.template_fields$/.exec(name)?.[1];
    if (operator !== undefined) return inheritedTemplateFields(operator, node);
    return enumMember(name, node);
  }

  call(call: OutsideCall, execution: Execution): Value | undefined {
    const known = this.#known(call, execution);
    if (known !== undefined) return known;
    if (isOutsideOperator(call.name, call.arguments)) {
      return makeOperator(this.world, call, execution);
    }
    // Other packages may make tasks in the DAG that is open.
    if (!isHarmless(call.name)) this.#noteUnknown(call.name, call.node, execution);
    return undefined;
  }

  #noteUnknown(name: string, node: SyntaxNode, execution: Execution): void {
    execution.gap(node, `a call of ${name}, which may make DAGs and tasks`);
    this.world.noteUnknownCode();
  }

  initialize(initialization: Initialization, execution: Execution): void {
    const { instance, arguments: given, node } = initialization;
    if (isDerivedFrom(instance.class, 'airflow.DAG')) {
      if (instance.host !== undefined) return;
      const object = makeDag(this.world, given, node, execution);
      instance.host = object;
      this.world.hold(object.dag, instance);
      return;
    }
    if (isDerivedFrom(instance.class, 'airflow.TaskGroup')) {
      if (instance.host === undefined)
        initializeGroup(this.world, instance, given, node, execution);
      return;
    }
    if (operatorBaseOf(instance.class) === undefined && !isHarmless(initialization.base)) {
      this.#noteUnknown(initialization.base, node, execution);
    }
    this.#operators.initialize(initialization, execution);
  }

  initialized(instance: InstanceValue, node: SyntaxNode, execution: Execution): void {
    this.#operators.initialized(instance, node, execution);
  }

  prepare(preparation: Preparation): Arguments | undefined {
    return this.#operators.prepare(preparation);
  }

  classAttribute(
    owner: ClassValue,
    base: string,
    name: string,
    _node: SyntaxNode,
    execution: Execution,
  ): Value | undefined {
    const operator = operatorBaseOf(owner);
    if (operator === undefined) return undefined;
    if (name === 'template_fields') return inheritedTemplateFields(base, _node);
    if (name !== 'partial') return undefined;
    return method((given, node) => {
      const fields = fieldsOf(owner, node, execution);
      const isTemplated = (field: string) => fields?.includes(field);
      const mapped = { operator, definition: owner.node, isTemplated };
      return host(new OperatorPartial(this.world, mapped, given, node), node);
    });
  }

  unknownCall(): void {
    this.world.noteUnknownCode();
  }

  enterUnknown(value: Value): void {
    if (mayBeDag(value)) this.world.openDags.push(undefined);
  }

  exitUnknown(value: Value): void {
    if (mayBeDag(value)) this.world.openDags.pop();
  }

  /** The things that have a meaning of their own for the graph. */
  #known(call: OutsideCall, execution: Execution): Value | undefined {
    const { name, arguments: given, node, isDecorator } = call;
    const { world } = this;
    switch (name) {
      case 'airflow.DAG':
        return world.valueOf(makeDag(world, given, node, execution).dag);
      case 'airflow.dag':
        return decorateDag(world, given, isDecorator, node);
      case 'airflow.TaskGroup':
        return classicGroup(world, given, node, execution);
      case 'airflow.task_group':
        return decorateGroup(world, given, isDecorator, node);
      case 'airflow.setup':
        return decorateRole(world, 'setup', given, node);
      case 'airflow.teardown':
        return decorateRole(world, 'teardown', given, node);
      case 'airflow.task.skip_if':
      case 'airflow.task.run_if':
        return conditionDecorator(node);
      case 'airflow.Label':
      case 'airflow.EdgeModifier': {
        const label = argument(given, 0, 'label');
        return host(
          new EdgeModifierObject(world, label?.kind === 'string' ? label.value : undefined),
          node,
        );
      }
      case 'airflow.XComArg': {
        const of = argument(given, 0, 'operator');
        return of === undefined ? undefined : host(new XComObject(world, tasksOf(of)), node);
      }
      // Since 2.1 it does nothing: the metaclass of operators does it all.
      case 'airflow.utils.decorators.apply_defaults':
        return given.positional[0]?.value;
      case 'airflow.chain':
        chain(world, given, node, execution);
        return none(node);
      case 'airflow.chain_linear':
        chainLinear(world, given, node, execution);
        return none(node);
      case 'airflow.cross_downstream':
        crossDownstream(world, given, node, execution);
        return none(node);
      case 'airflow.sdk.asset':
      case 'airflow.sdk.definitions.asset.decorators.asset':
        return decorateAsset(world, 'one', given);
      case 'airflow.sdk.asset.multi':
        return decorateAsset(world, 'multi', given);
      default:
        break;
    }
    if (name.endsWith('TaskGroup') && /\.\w+TaskGroup$/.test(name))
      return foreignGroup(world, given, node, execution);
    if (/^airflow\.task(?:\.\w+)?$/.test(name)) return decorateTask(world, name, given, node);
    if (!name.endsWith('.partial')) return undefined;
    const operator = name.slice(0, -'.partial'.length);
    return isOutsideOperator(operator, given) ? partialOf(world, operator, given, node) : undefined;
  }
}

function isDerivedFrom(owner: ClassValue, base: string): boolean {
  return owner.order.some((value) => value.kind === 'outside' && value.name === base);
}

/** True for code that makes no tasks: the standard library, and what Airflow has besides operators. */
function isHarmless(name: string): boolean {
  if (name.startsWith('builtins.') || isStandardLibrary(name)) return true;
  // Some functions of providers make tasks, as do those of the example DAGs.
  if (/^airflow\.(?:providers|example_dags)\..*\.[a-z_]\w*$/.test(name)) return false;
  if (isAirflowPackage(name)) return true;
  return harmlessPackages.has(name.split('.', 1)[0] ?? '');
}

/** Packages that know nothing of Airflow. */
const harmlessPackages: ReadonlySet<string> = new Set([
  'attr',
  'attrs',
  'azure',
  'boto3',
  'botocore',
  'bs4',
  'confluent_kafka',
  'croniter',
  'cryptography',
  'dateutil',
  'docker',
  'dotenv',
  'elasticsearch',
  'faker',
  'google',
  'httpx',
  'jinja2',
  'jsonschema',
  'kafka',
  'kubernetes',
  'lxml',
  'matplotlib',
  'numpy',
  'openai',
  'packaging',
  'pandas',
  'paramiko',
  'pendulum',
  'polars',
  'psycopg2',
  'pyarrow',
  'pydantic',
  'pymongo',
  'pymysql',
  'pyspark',
  'pytz',
  'redis',
  'requests',
  'scipy',
  'sklearn',
  'slack_sdk',
  'slugify',
  'snowflake',
  'sqlalchemy',
  'sqlparse',
  'tenacity',
  'toml',
  'tomli',
  'tqdm',
  'typing_extensions',
  'tzlocal',
  'urllib3',
  'yaml',
]);

/** Whether a `with` over a value that is no object of Airflow's may open a DAG. */
function mayBeDag(value: Value): boolean {
  if (hostObjectOf(value) !== undefined) return false;
  if (value.kind === 'unknown') return true;
  if (value.kind === 'result') return !isHarmless(value.callee);
  return value.kind === 'instance' && value.mayHaveMore;
}
