// Writes BaseLetters.txt: for each character with a canonical decomposition (Unicode NFD, Hangul excepted) what remains
// of it without its non-spacing marks. Run `node base-letters.mjs` in this folder; the table follows Node's Unicode version.
import { writeFileSync } from 'node:fs';

const isSurrogate = c => c >= 0xd800 && c <= 0xdfff;
const isHangul = c => c >= 0xac00 && c <= 0xd7a3;
const lines = [];
for (let code = 0x80; code <= 0x10ffff; code++) {
  if (isSurrogate(code) || isHangul(code)) continue;
  const letter = String.fromCodePoint(code);
  const base = letter.normalize('NFD').replace(/\p{Mn}/gu, '');
  if (base !== letter && !/^\p{Mn}$/u.test(letter)) lines.push(letter + base);
}
writeFileSync('BaseLetters.txt', lines.join('\n') + '\n');
console.log(`${lines.length} characters, Unicode ${process.versions.unicode}`);
