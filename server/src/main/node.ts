import { startNodeServer } from './start-node-server';

startNodeServer();
