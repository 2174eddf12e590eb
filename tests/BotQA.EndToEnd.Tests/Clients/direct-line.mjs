// Asks one question with botframework-directlinejs: node direct-line.mjs ORIGIN websocket|polling QUESTION. Prints the answer as JSON.
import { createRequire } from 'node:module';
import ws from 'ws';

const [origin, transport, question] = process.argv.slice(2);
const domain = `${origin}/v3/directline`;
const require = createRequire(import.meta.url);

globalThis.WebSocket = ws;
globalThis.XMLHttpRequest = require('xmlhttprequest').XMLHttpRequest;
const { DirectLine } = require('botframework-directlinejs');

const { token } = await (await fetch(`${domain}/tokens/generate`, { method: 'POST' })).json();
const directLine = new DirectLine({ domain, token, webSocket: transport === 'websocket', pollingInterval: 200 });
const seen = [];
let asked = false;
let echoed = false;

directLine.activity$.subscribe(activity => {
  seen.push(activity.id);
  if (activity.type === 'message' && activity.from.role === 'bot') {
    if (!asked) {
      asked = true;
      directLine
        .postActivity({ type: 'message', from: { id: 'node' }, text: question, channelData: { clientActivityID: 'c-1' } })
        .subscribe(id => id === 'retry' && process.exit(2));
    } else {
      console.log(JSON.stringify({ text: activity.text, echoed, duplicates: seen.length - new Set(seen).size }));
      process.exit(0);
    }
  } else if (activity.channelData?.clientActivityID === 'c-1') {
    echoed = true;
  }
});
