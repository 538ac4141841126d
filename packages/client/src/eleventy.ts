import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GutCms, type Article, type ClientOptions, type Redirect, type Series } from './client.ts';
import { articlesOf, follow, redirectsOf, seriesOf, type Held } from './follow.ts';

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

    return { site: client.site, articles: articlesOf(held), series: seriesOf(held), redirects: redirectsOf(held) };
  };
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
