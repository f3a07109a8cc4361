/** Chromium as Debian has it. Nothing is downloaded for it. */
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the browser; `CHROMIUM` says another one. Undefined where there is none. */
export function chromiumPath(): string | undefined {
  return [process.env['CHROMIUM'] ?? '', ...places].find((path) => path !== '' && existsSync(path));
}
