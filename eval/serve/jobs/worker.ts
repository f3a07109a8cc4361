/** What each kind of job does. Everything that is measured is measured by Bazel; here is only what leads to it and from it. */

import { compareJob } from './compare_job.ts';
import type { JobContext } from './context.ts';
import { evalJob } from './eval_job.ts';
import { promoteJob, registerJob } from './promotion_jobs.ts';
import type { Worker } from './queue.ts';
import { tasks } from './tasks.ts';
import { trainJob } from './train_job.ts';

export function workerOf(context: JobContext): Worker {
  return (job, running) => {
    switch (job.kind) {
      case 'eval':
        return evalJob(job.id, tasks.eval.parse(job.task), running, context);
      case 'compare':
        return compareJob(job.id, tasks.compare.parse(job.task), running, context);
      case 'train':
        return trainJob(job, tasks.train.parse(job.task), running, context);
      case 'promote':
        return promoteJob(tasks.promote.parse(job.task), running, context);
      case 'register':
        return registerJob(tasks.register.parse(job.task), running, context);
    }
  };
}
