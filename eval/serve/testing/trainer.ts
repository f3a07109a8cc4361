/** A program for training as an operator could declare one: what it makes is as good as the learning rate says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainingRequest } from '../../contracts/training_request.ts';

const { config, output } = trainingRequest.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
process.stdout.write('epoch 1 of many\n{"progress": 0.5}\n');
await new Promise((resolve) => setTimeout(resolve, config.epochs));
if (config.patience === 13) process.exit(3);
writeFileSync(join(output, 'best.onnx'), JSON.stringify({ iou: config.learning_rate, verdict: config.learning_rate > 0.5 ? 'go' : 'no-go' }));
