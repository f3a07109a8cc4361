/** Does a process of this machine live? What is no process id is that of nobody. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, and lives.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
