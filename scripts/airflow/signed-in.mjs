// An address at which a real Airflow takes everyone for its user, as behind a proxy that signs people in.
import { createServer, request } from 'node:http';
import { freePort } from '../vscode/server.mjs';

/**
 * @param {import('./instance.mjs').AirflowInstance} airflow
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startSignedIn(airflow) {
  const authorization = await authorizationFor(airflow);
  const target = new URL(airflow.url);
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: target.host, authorization };
    const { method, url: path } = incoming;
    const options = { host: target.hostname, port: target.port, method, path, headers };
    const passed = request(options, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function authorizationFor({ major, url, username, password }) {
  if (major === 2) return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const response = await fetch(`${url}/auth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`/auth/token answered with ${response.status}`);
  const { access_token: token } = await response.json();
  return `Bearer ${token}`;
}
