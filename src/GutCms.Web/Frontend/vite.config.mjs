import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const source = name => join(here, 'src', name);

// "auto" follows the reader's system without a script: every rule of the dark theme is repeated in a media query.
const dark = '[data-bs-theme=dark]';
const autoTheme = () => ({
  postcssPlugin: 'auto-theme',
  OnceExit(root, { AtRule }) {
    root.walkRules(rule => {
      if (!rule.selector.includes(dark) || rule.parent.params?.includes('prefers-color-scheme')) {
        return;
      }

      const media = new AtRule({ name: 'media', params: '(prefers-color-scheme: dark)', source: rule.source });
      media.append(rule.clone({ selector: rule.selector.replaceAll(dark, '[data-bs-theme=auto]') }));
      rule.after(media);
    });
  },
});
autoTheme.postcss = true;

// The licences of everything that is bundled go along with it.
const licences = () => ({
  name: 'licences',
  generateBundle(_, bundle) {
    const folders = new Set(['node_modules/@tabler/core']);
    for (const chunk of Object.values(bundle)) {
      for (const id of Object.keys(chunk.modules ?? {})) {
        const found = /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id);
        if (found) {
          folders.add(found[0]);
        }
      }
    }

    const texts = [...folders].sort().map(folder => {
      const at = join(here, folder);
      const about = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
      const file = existsSync(at) && readdirSync(at).sort().find(name => /^licen[cs]e/i.test(name));
      return `${about.name} ${about.version} (${about.license})\n\n${file ? readFileSync(join(at, file), 'utf8').trim() : ''}`.trim();
    });
    this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: texts.join('\n\n---\n\n').replaceAll('\r\n', '\n') + '\n' });
  },
});

export default defineConfig({
  root: here,
  base: './',
  logLevel: 'warn',
  publicDir: false,
  css: { postcss: { plugins: [autoTheme()] } },
  plugins: [licences()],
  build: {
    outDir: process.env.GUTCMS_ADMIN_OUT ?? '../wwwroot/admin',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: { early: source('early.js'), admin: source('admin.js'), editor: source('editor.js') },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: 'admin[extname]' },
    },
  },
});
