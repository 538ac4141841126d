import { GutCms, type ClientOptions } from './client.ts';
import { follow, type Held } from './follow.ts';

export interface AstroOptions extends ClientOptions {
  /** Address of the site whose texts are built. */
  site: string;
  /** What the collection holds. */
  kind?: 'article' | 'series';
}

/** What Astro gives a loader of its content layer, as far as it is used here. */
export interface AstroContext {
  store: { clear(): void; set(entry: { id: string; data: Record<string, unknown>; digest?: string }): boolean };
  meta: { get(key: string): string | undefined; set(key: string, value: string): void };
  logger: { info(message: string): void };
  parseData(entry: { id: string; data: Record<string, unknown> }): Promise<Record<string, unknown>>;
}

/** A loader for `defineCollection`: entries are delivered documents by their slug. Astro keeps its state, so a build asks only for what changed. */
export function gutcms({ site, kind = 'article', ...options }: AstroOptions): { name: string; load(context: AstroContext): Promise<void> } {
  return {
    name: `gutcms-${kind}`,
    async load({ store, meta, logger, parseData }) {
      const client = new GutCms(site, options);
      const kept = meta.get('held');
      const held = await follow(client, kept && meta.get('site') === client.site ? JSON.parse(kept) as Held : null);
      const entries = Object.values(held.documents).filter(found => found.kind === kind);
      store.clear();
      for (const { document, etag } of entries) {
        const id = document.slug as string;
        store.set({ id, data: await parseData({ id, data: document }), digest: etag });
      }

      meta.set('site', client.site);
      meta.set('held', JSON.stringify(held));
      logger.info(`${entries.length} from ${client.site}`);
    },
  };
}
