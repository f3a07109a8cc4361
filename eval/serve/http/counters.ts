/** What a supervisor wants to know, in the text format of Prometheus. */
import { jobStatus } from '../../contracts/service.ts';
import { byText } from '../../io/order.ts';
import type { JobStore } from '../jobs/store.ts';

export class Counters {
  /** Labels -> how many requests, and their seconds together. */
  readonly #requests = new Map<string, { count: number; seconds: number }>();

  request(method: string, route: string, status: number, seconds: number): void {
    const labels = `method="${method}",route="${route}",status="${status}"`;
    const counted = this.#requests.get(labels) ?? { count: 0, seconds: 0 };
    counted.count++;
    counted.seconds += seconds;
    this.#requests.set(labels, counted);
  }

  text(store: JobStore): string {
    const rows = [...this.#requests].toSorted(([a], [b]) => byText(a, b));
    return [
      '# HELP service_requests_total Requests that were answered.',
      '# TYPE service_requests_total counter',
      ...rows.map(([labels, { count }]) => `service_requests_total{${labels}} ${count}`),
      '# HELP service_request_seconds_total Seconds that answers took, together.',
      '# TYPE service_request_seconds_total counter',
      ...rows.map(([labels, { seconds }]) => `service_request_seconds_total{${labels}} ${seconds}`),
      '# HELP service_jobs Jobs by status.',
      '# TYPE service_jobs gauge',
      ...jobStatus.options.map((status) => `service_jobs{status="${status}"} ${store.count(status)}`),
      '# HELP process_resident_memory_bytes Resident memory.',
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      '',
    ].join('\n');
  }
}
