// The one command: installs what is missing, builds the site from GUTCMS_SITE (http://localhost:5080) and serves it on http://localhost:8080.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const client = fileURLToPath(new URL('../../packages/client/', import.meta.url));
const npm = (folder, ...call) => {
  const { status } = spawnSync('npm', [...call, '--prefix', folder], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
};

if (!existsSync(`${client}dist/index.js`)) {
  npm(client, 'ci', '--ignore-scripts');
  npm(client, 'run', 'build');
}

if (!existsSync(`${here}node_modules`)) {
  npm(here, 'ci', '--ignore-scripts');
}

npm(here, 'run', process.argv[2] ?? 'serve');
