import assert from 'node:assert/strict';
import { test } from 'node:test';
import { env } from 'onnxruntime-node';
import sharp from 'sharp';
import { toolVersions } from './tool_versions.ts';

test('tool versions are what the packages that are linked say of themselves', () => {
  assert.deepEqual(toolVersions(), {
    node: process.versions.node,
    'onnxruntime-node': env.versions.node,
    sharp: sharp.versions.sharp,
  });
});
