import { sqliteAdapter } from '@payloadcms/db-sqlite';
import { buildConfig } from 'payload';

const read = () => true;
const text = (name, more = {}) => ({ name, type: 'text', ...more });

export default buildConfig({
  secret: process.env.SECRET ?? 'build',
  db: sqliteAdapter({ client: { url: `file:${process.env.DATABASE ?? '/dev/null'}` } }),
  telemetry: false,
  typescript: { autoGenerate: false },
  collections: [
    { slug: 'series', access: { read }, fields: [text('title', { required: true }), text('slug', { unique: true, index: true })] },
    {
      slug: 'articles',
      access: { read },
      fields: [
        text('title', { required: true }), text('slug', { unique: true, index: true }), { name: 'excerpt', type: 'textarea' }, { name: 'body', type: 'code' },
        { name: 'date', type: 'date', index: true }, { name: 'series', type: 'relationship', relationTo: 'series', index: true },
      ],
    },
  ],
});
