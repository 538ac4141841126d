// Starts GutCms and its peers, fills each with the same articles, and lets them take turns. See README.md.
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bodyOf, make, recipeOf } from './articles.mjs';
import { ask, gutcms, peers } from './systems.mjs';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '..', '..');
const { values: asked } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(peers).join(',') }, published: { type: 'string' }, 'only-install': { type: 'boolean', default: false },
  },
});
const work = mkdtempSync(join(tmpdir(), 'gutcms-peers-')), running = [];
const say = text => console.error(text);

function call(command, args, options = {}) {
  const log = join(work, 'commands.log');
  const out = openSync(log, 'a');
  try {
    execFileSync(command, args, { stdio: ['ignore', out, out], ...options });
  } catch (fault) {
    throw new Error(`${[command, ...args].join(' ')}: ${fault.message}\n${readFileSync(log, 'utf8').split('\n').slice(-30).join('\n')}`);
  }
}

/** Installs a peer where it is not, or in another version. */
function install(name) {
  const place = join(root, 'artifacts', 'peers', name), done = join(place, '.installed');
  cpSync(join(here, name), place, { recursive: true });
  const version = createHash('sha256').update(readFileSync(join(place, 'package-lock.json'))).digest('hex');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== version) {
    say(`Installing ${name} …`);
    call('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: place });
    peers[name].prepare?.({ call, place });
    writeFileSync(done, version);
  }

  return place;
}

const freePort = () => new Promise(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

async function start(name, { command, args, cwd, env, ready }) {
  const log = openSync(join(work, `${name}.log`), 'a');
  const process_ = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', log, log], detached: true });
  running.push(process_);
  for (let wait = 0; wait < 1200; wait++) {
    if (process_.exitCode !== null) break;
    const answer = await ask(ready).catch(() => null);
    if (answer?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 250));
  }

  throw new Error(`${name} did not start:\n${readFileSync(join(work, `${name}.log`), 'utf8').split('\n').slice(-30).join('\n')}`);
}

function stop() {
  for (const one of running) {
    try {
      process.kill(-one.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  rmSync(work, { recursive: true, force: true });
}

/** What wrk is told: a GET is an address, a POST a script. */
function aimAt(name, measure, { url, body }) {
  if (!body) return [url];
  const script = join(work, `${name}-${measure}.lua`);
  writeFileSync(script, `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [==[${JSON.stringify(body)}]==]\n`);
  return ['-s', script, url];
}

function load(aim, seconds) {
  const told = execFileSync('wrk', ['-t1', '-c16', `-d${seconds}s`, '--timeout', '10s', '--latency', ...aim], { encoding: 'utf8' });
  if (/Non-2xx|Socket errors/.test(told)) throw new Error(told);
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(told)[1]), p99: /99%\s+(\S+)/.exec(told)[1] };
}

const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const whole = number => Math.round(number).toLocaleString('en-US');

async function main() {
  const names = asked.only.split(',').filter(Boolean);
  const places = Object.fromEntries(names.map(name => [name, install(name)]));
  if (asked['only-install']) return;

  const content = make(Number(asked.articles));
  const files = { recipe: join(work, 'articles.recipe.json'), json: join(work, 'articles.json') };
  writeFileSync(files.recipe, JSON.stringify(recipeOf(content)));
  writeFileSync(files.json, JSON.stringify({ series: content.series, articles: content.articles.map(({ sections, ...article }) => ({ ...article, body: bodyOf({ sections }) })) }));
  const wanted = content.articles[Math.floor(content.articles.length / 2)];
  wanted.seriesSlug = content.series[wanted.series].slug;

  const published = asked.published ?? join(work, 'gutcms');
  if (!asked.published) {
    say('Publishing GutCms …');
    call('dotnet', ['publish', join(root, 'src', 'GutCms.Web'), '-c', 'Release', '-o', published, '-v', 'q', '-nologo']);
  }

  const systems = { gutcms: gutcms(published), ...Object.fromEntries(names.map(name => [name, peers[name]])) };
  const aims = {};
  for (const [name, system] of Object.entries(systems)) {
    say(`Starting ${system.title} with ${content.articles.length} articles …`);
    const folder = join(work, name), port = await freePort();
    mkdirSync(folder, { mode: 0o700 });
    const at = { place: places[name] ?? published, folder, files, port, url: `http://127.0.0.1:${port}`, secret: randomBytes(32).toString('hex'), call, start: how => start(name, how), content };
    const measures = await system.serve(at, wanted);
    aims[name] = {};
    for (const [measure, aim] of Object.entries(measures)) {
      // Looked at before it is measured: the answer has what was asked for.
      const { ok, status, text } = await ask(aim.url, aim.body ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(aim.body) } : {});
      const holds = measure === 'list'
        ? new Set(text.match(/generated-\d+/g)).size >= 20
        : [wanted.title, wanted.excerpt, wanted.sections[3].heading, content.series[wanted.series].title].every(part => text.includes(part));
      if (!ok || !holds) throw new Error(`${system.title}, ${measure}: ${status}, which is not what was asked for: ${text.slice(0, 600)}`);
      aims[name][measure] = { wrk: aimAt(name, measure, aim), bytes: Buffer.byteLength(text), rates: [], p99: [] };
      load(aims[name][measure].wrk, 3);
    }
  }

  for (let round = 1; round <= Number(asked.rounds); round++) {
    say(`Round ${round} of ${asked.rounds} …`);
    for (const measure of Object.keys(aims.gutcms)) {
      for (const name of Object.keys(systems)) {
        const { rate, p99 } = load(aims[name][measure].wrk, asked.seconds);
        aims[name][measure].rates.push(rate);
        aims[name][measure].p99.push(p99);
      }
    }
  }

  console.log(`| ${['', ...Object.values(systems).map(system => system.title)].join(' | ')} |\n|${'---|'.repeat(Object.keys(systems).length + 1)}`);
  for (const [measure, words] of [['article', 'REST article'], ['list', 'list of 20 with a filter'], ['graphql', 'GraphQL article']]) {
    const cells = Object.keys(systems).map(name => {
      const { rates, p99, bytes } = aims[name][measure];
      const ratio = median(rates.map((rate, round) => aims.gutcms[measure].rates[round] / rate));
      return `${whole(median(rates))}/s, p99 ${p99.at(-1)}, ${whole(bytes)} bytes${name === 'gutcms' ? '' : `: **${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}×**`}`;
    });
    console.log(`| ${[words, ...cells].join(' | ')} |`);
  }

  console.log(`\n${asked.articles} articles, wrk -t1 -c16, ${asked.rounds} rounds of ${asked.seconds} s in turn: median; the ratio is how many times as many requests GutCms answers, median of the rounds.`);
  console.log(`Node.js ${process.version}, ${cpus().length} processors, load ${loadavg().map(one => one.toFixed(1)).join(' ')}.`);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { stop(); process.exit(130); });
try {
  await main();
} catch (fault) {
  say(`${fault.message} ${fault.cause ?? ''}`.trim());
  process.exitCode = 1;
} finally {
  stop();
}
