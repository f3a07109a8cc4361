/** Refusals of requests: a code of the table of errors, and the status that goes with it. */
import type { ProblemAnswer } from '../../contracts/service.ts';
import type { Code } from '../../errors/codes.ts';

export const statusOf = {
  EV9101: 422,
  EV9201: 404,
  EV9202: 422,
  EV9203: 403,
  EV9204: 400,
  EV9205: 400,
  EV9206: 404,
  EV9207: 429,
  EV9208: 404,
  EV9209: 401,
  EV9210: 403,
  EV9211: 501,
  EV9212: 409,
  EV9213: 403,
  EV9214: 404,
  EV9215: 409,
  EV9216: 404,
  EV9217: 404,
  EV9218: 400,
  EV9219: 400,
  EV9220: 409,
  EV9235: 503,
  EV9239: 500,
} as const satisfies Partial<Record<Code, number>>;
type ProblemCode = keyof typeof statusOf;

export class HttpProblem extends Error {
  readonly status: number;
  readonly answer: ProblemAnswer;

  /** @param problems where in the request, as `['body', 'imgsz']`, and what is wrong there */
  constructor(code: ProblemCode, detail: string, problems: ProblemAnswer['problems'] = [], status: number = statusOf[code]) {
    super(detail);
    this.name = 'HttpProblem';
    this.status = status;
    this.answer = { code, detail, problems };
  }
}

/** @param msg what is said at the field, where the sentence is about more than that */
export function refuseField(code: ProblemCode, field: string, detail: string, msg = detail): never {
  throw new HttpProblem(code, detail, [{ loc: ['body', field], msg }]);
}
