/** eval/image/simd/kernels.wat as a module of TypeScript: programs need neither the assembler nor a file of their own. */
import loadAssembler from 'wabt';

/** WebAssembly's text format to its bytes, in base64. @throws Error where the text is no WebAssembly, with the line */
export async function assembled(text: string): Promise<string> {
  const wabt = await loadAssembler();
  const module = wabt.parseWat('kernels.wat', text, { simd: true });
  module.validate();
  return Buffer.from(module.toBinary({}).buffer).toString('base64');
}

export function moduleOf(base64: string): string {
  const lines = base64.match(/.{1,120}/g) ?? [];
  return `// Made of kernels.wat by ./bazelw run //tools/kernels; edit that, not this file.
export const kernelsWasm =
${lines.map((line) => `  '${line}'`).join(' +\n')};
`;
}
