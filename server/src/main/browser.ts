import { startBrowserServer } from './start-browser-server';

declare const self: DedicatedWorkerGlobalScope;

// Node loads the bundle of this file for the modules that it shares with its own server.
if (typeof WorkerGlobalScope !== 'undefined') startBrowserServer(self);
