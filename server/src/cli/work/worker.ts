import type { MessagePort } from 'node:worker_threads';
import type { PythonParser } from '../../syntax/parser';
import { ProjectChecker } from './project-checker';
import type { WorkOrder, WorkReply } from './work';

/** What a thread does: follows the orders that come through its port, one after the other. */
export function serveWork(port: MessagePort, parser: PythonParser): void {
  let checker: ProjectChecker | undefined;
  const reply = (message: WorkReply) => port.postMessage(message);
  port.on('message', (order: WorkOrder) => {
    switch (order.kind) {
      case 'load':
        checker = new ProjectChecker(order.project, parser);
        break;
      case 'check':
        if (checker === undefined) throw new Error('no project was loaded');
        checker.learn(order.summaries);
        for (const item of order.items) {
          const checked = checker.check(item);
          reply(checked === undefined ? { kind: 'put-off' } : { kind: 'answer', ...checked });
        }
        reply({ kind: 'checked' });
        break;
      case 'leave':
        if (checker === undefined) throw new Error('no project was loaded');
        reply({ kind: 'left', links: checker.links });
        checker = undefined;
        break;
    }
  });
  reply({ kind: 'ready' });
}
