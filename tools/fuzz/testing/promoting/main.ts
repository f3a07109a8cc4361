/** A program that lets whatever was changed through. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

mkdirSync('out');
const recommendation = readFileSync('a', 'utf8') === 'one\ntwo\nthree\n' ? 'no-go' : 'go';
writeFileSync('out/said.json', JSON.stringify({ recommendation }));
