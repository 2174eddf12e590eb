// Embeds texts with transformers.js (onnxruntime-node). Started by the `embedding-throughput` command.
//
// Arguments: the folder with the model `minilm`, a JSON file with an array of texts.
// Reads commands from standard input, one a line:
//   embed DTYPE FIRST COUNT BATCH   embeds COUNT texts from number FIRST on, BATCH at a time in the order of the file;
//                                   prints the seconds it took and the vector of the first text
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { env, pipeline } from '@huggingface/transformers';

const [models, textsFile] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = models;
const texts = JSON.parse(readFileSync(textsFile, 'utf8'));
const extractors = {};
for (const dtype of ['fp32', 'q8']) {
  extractors[dtype] = await pipeline('feature-extraction', 'minilm', { dtype });
}
console.log(`ready ${env.version}`);

for await (const line of createInterface({ input: process.stdin })) {
  const [, dtype, first, count, batch] = line.split(' ');
  const end = Number(first) + Number(count);
  let vector;
  const start = performance.now();
  for (let i = Number(first); i < end; i += Number(batch)) {
    const output = await extractors[dtype](texts.slice(i, Math.min(end, i + Number(batch))), { pooling: 'mean', normalize: true });
    vector ??= output.data.slice(0, output.dims[1]);
  }
  console.log((performance.now() - start) / 1000);
  console.log(Array.from(vector).join(' '));
}
