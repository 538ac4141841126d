// Compares the committed files with a fresh build, and their size with the budget.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = fileURLToPath(new URL('.', import.meta.url));
const committed = join(here, '../wwwroot/admin');
const fresh = mkdtempSync(join(tmpdir(), 'gutcms-admin-'));
const budget = { 'admin.js': 200, both: 450 };
const read = (folder, name) => readFileSync(join(folder, name));
const kilobytes = name => gzipSync(read(fresh, name)).length / 1000;
const faults = [];
try {
  execFileSync(process.execPath, [join(here, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: here, stdio: 'inherit', env: { ...process.env, GUTCMS_ADMIN_OUT: fresh } });
  const names = [...new Set([...readdirSync(fresh), ...readdirSync(committed)])].sort();
  for (const name of names) {
    if (![fresh, committed].every(folder => readdirSync(folder).includes(name)) || !read(fresh, name).equals(read(committed, name))) {
      faults.push(`${name} is not what the sources give`);
    }
  }

  const [admin, editor] = [kilobytes('admin.js'), kilobytes('editor.js')];
  console.log(`admin.js ${admin.toFixed(1)} kB, editor.js ${editor.toFixed(1)} kB, compressed`);
  if (admin > budget['admin.js'] || admin + editor > budget.both) {
    faults.push('the scripts are larger than the budget');
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

if (faults.length > 0) {
  console.error(`error: ${faults.join('; ')}. Run npm run build in src/GutCms.Web/Frontend and commit the result.`);
  process.exit(1);
}
