// Bundles the chat page: node build.mjs OUTPUT_FOLDER. Called by the build of BotQA.csproj after "npm ci --ignore-scripts".
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(process.argv[2] ?? 'dist');
const speech = /^(botframework-directlinespeech-sdk|microsoft-cognitiveservices-speech-sdk|web-speech-cognitive-services)(\/.*)?$/;

/** Leaves speech out: it needs a cloud service, and is most of the weight. */
const withoutSpeech = {
  name: 'without-speech',
  setup({ onResolve }) {
    onResolve({ filter: speech }, () => ({ path: path.join(here, 'no-speech/index.cjs') }));
  }
};

await mkdir(output, { recursive: true });
await build({
  entryPoints: { chat: path.join(here, 'Page/main.js') },
  outdir: output,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.npm_package_version': '"0.15.5"', global: 'globalThis' },
  alias: { punycode: 'punycode/punycode.js' },
  plugins: [withoutSpeech],
  legalComments: 'external',
  logLevel: 'warning'
});

await copyFile(path.join(here, 'Page/index.html'), path.join(output, 'index.html'));
for (const name of ['chat.js', 'chat.css']) {
  const content = await readFile(path.join(output, name));
  await writeFile(path.join(output, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
  const parameters = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await writeFile(path.join(output, `${name}.br`), await promisify(brotliCompress)(content, { params: parameters }));
}
