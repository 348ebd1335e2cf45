import { testFixturesOf } from '../harness/rule-fixtures';

testFixturesOf('resource');
