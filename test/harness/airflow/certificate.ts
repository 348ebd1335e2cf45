import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Certificate } from './fault-server';

/**
 * A certificate that signs itself, made now: one that lies in a repository expires there.
 *
 * @param hosts names that it is for, besides the address of this machine
 */
export function selfSignedCertificate(hosts: readonly string[] = []): Certificate {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-certificate-'));
  const key = path.join(folder, 'key.pem');
  const cert = path.join(folder, 'cert.pem');
  const names = ['IP:127.0.0.1', ...hosts.map((host) => `DNS:${host}`)].join();
  try {
    const { status, stderr, error } = spawnSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
        ...['-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
        ...['-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert],
      ],
      { encoding: 'utf8' },
    );
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`openssl ended with ${status}\n${stderr}`);
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
