/** What each kind of job does. Everything that is measured is measured by Bazel; here is only what leads to it and from it. */

import { compareJob } from './compare_job.ts';
import type { JobContext } from './context.ts';
import { evalJob } from './eval_job.ts';
import { promoteJob } from './promote_job.ts';
import type { Worker } from './queue.ts';
import { registerJob } from './register_job.ts';
import { compareTask, evalTask, promoteTask, registerTask, trainTask } from './tasks.ts';
import { trainJob } from './train_job.ts';

export function workerOf(context: JobContext): Worker {
  return (job, running) => {
    switch (job.kind) {
      case 'eval':
        return evalJob(job.id, evalTask.parse(job.task), running, context);
      case 'compare':
        return compareJob(job.id, compareTask.parse(job.task), running, context);
      case 'train':
        return trainJob(job, trainTask.parse(job.task), running, context);
      case 'promote':
        return promoteJob(promoteTask.parse(job.task), running, context);
      case 'register':
        return registerJob(registerTask.parse(job.task), running, context);
    }
  };
}
