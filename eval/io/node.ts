/**
 * The Node.js to start further programs with. Under aspect_rules_js `process.execPath` is a shell script that needs the
 * launcher's environment, so a child with a clean environment fails; the launcher names the binary itself.
 */
export const nodeBinary = process.env['JS_BINARY__NODE_BINARY'] ?? process.execPath;
