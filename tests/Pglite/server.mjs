// Serves an empty database in memory until standard input ends. Arguments: a port, and the extensions that are to be missing.
import { PGlite } from '@electric-sql/pglite';
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { Connections } from './connections.mjs';

const [port, ...missing] = process.argv.slice(2);
const extensions = Object.fromEntries(Object.entries({ vector, pg_textsearch }).filter(([name]) => !missing.includes(name)));
const db = await PGlite.create({ extensions });
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: Number(port), maxConnections: 50 });
server.queryQueue = new Connections(db);
await server.start();
console.log('ready');
process.stdin.on('end', () => process.exit(0)).resume();
