import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { GutCms, type Article, type ClientOptions, type Redirect, type Series, type SeriesPlace } from './client.ts';
import { articlesOf, follow, placesOf, redirectsOf, seriesOf, type Held } from './follow.ts';

export interface EleventyOptions extends ClientOptions {
  /** Address of the site whose texts are built. */
  site: string;
  /** File that keeps what was read, so that the next build asks only for what changed; without it each build reads everything. */
  cache?: string;
}

export interface EleventyData {
  site: string;
  articles: Article[];
  series: Series[];
  /** Where articles stand in their series, by the id of the article. */
  places: Record<string, SeriesPlace>;
  redirects: Redirect[];
}

/** A function for a global data file of Eleventy: `export default gutcms({ site })` in `_data/gutcms.js`. */
export function gutcms({ site, cache, ...options }: EleventyOptions): () => Promise<EleventyData> {
  return async () => {
    const client = new GutCms(site, options);
    const kept = cache ? await readKept(cache, client.site) : null;
    const held = await follow(client, kept);
    if (cache) {
      await write(cache, { site: client.site, held });
    }

    return { site: client.site, articles: articlesOf(held), series: seriesOf(held), places: placesOf(held), redirects: redirectsOf(held) };
  };
}

/** What Eleventy gives plugins and tells after a build, as far as it is used here. */
export interface EleventyConfig {
  on(event: 'eleventy.after', listener: (build: EleventyBuild) => Promise<void>): unknown;
}

export interface EleventyBuild {
  directories: { input: string; output: string };
  outputMode: string;
  incremental?: boolean;
  results?: { outputPath?: string | false }[];
}

/**
 * A plugin of Eleventy, which by itself leaves a page in the output when nothing produces it any more: `eleventy.addPlugin(withoutFormerPages)`. After each whole build, HTML files of the output that no page of this build has
 * written are removed, and with them what was withdrawn. `keep` says which stay all the same, by their path within the output.
 */
export function withoutFormerPages(eleventy: EleventyConfig, { keep = () => false }: { keep?: (path: string) => boolean } = {}): void {
  eleventy.on('eleventy.after', async ({ directories, outputMode, incremental, results }) => {
    if (!outputMode.startsWith('fs') || incremental || !results) {
      return;
    }

    const output = resolve(directories.output);
    if (!relative(output, resolve(directories.input)).startsWith('..')) {
      throw new Error('Former pages are removed from a folder of their own only: the output of Eleventy is not to hold its input.');
    }

    await mkdir(output, { recursive: true });
    const written = new Set(results.flatMap(({ outputPath }) => (outputPath ? [resolve(outputPath)] : [])));
    for (const path of await pagesIn(output)) {
      if (!written.has(join(output, path)) && !keep(path)) {
        await rm(join(output, path), { force: true });
      }
    }
  });
}

// Paths within the folder, with slashes.
async function pagesIn(folder: string, within = ''): Promise<string[]> {
  const entries = await readdir(join(folder, within), { withFileTypes: true });
  const found = await Promise.all(entries.map(async entry => {
    const path = within + entry.name;
    return entry.isDirectory() ? pagesIn(folder, `${path}/`) : /\.html?$/i.test(entry.name) ? [path] : [];
  }));
  return found.flat();
}

async function readKept(file: string, site: string): Promise<Held | null> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as { site: string; held: Held };
    return kept.site === site ? kept.held : null;
  } catch {
    // None yet, or cut off: everything is read anew.
    return null;
  }
}

// Renamed into its place, so that a build that is stopped leaves no half file.
async function write(file: string, kept: { site: string; held: Held }): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(kept));
  await rename(`${file}.new`, file);
}
